package com.example.shop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** A customer's cart, a bean of the session's scope. Its list may be changed in place: Carnet stores what changed. */
@Component
@SessionScope
public class Cart {
    private List<Line> lines = new ArrayList<>();

    /** Some of one product. */
    public record Line(Product product, int quantity) {
        public BigDecimal price() {
            return product.price().multiply(BigDecimal.valueOf(quantity));
        }
    }

    public void add(Product product) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).product().id().equals(product.id())) {
                lines.set(i, new Line(product, lines.get(i).quantity() + 1));
                return;
            }
        }
        lines.add(new Line(product, 1));
    }

    public void remove(String productId) {
        lines.removeIf(each -> each.product().id().equals(productId));
    }

    public void clear() {
        lines.clear();
    }

    public List<Line> getLines() {
        return List.copyOf(lines);
    }

    /** How many things are in it. */
    public int getSize() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    public BigDecimal getTotal() {
        return lines.stream().map(Line::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

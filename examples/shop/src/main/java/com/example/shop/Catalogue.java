package com.example.shop;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the shop sells. */
@Component
public class Catalogue {
    private static final List<Product> PRODUCTS = List.of(
            new Product("darjeeling", "Darjeeling", "First flush, floral, 100 g", new BigDecimal("12.50"), "#c98a2b"),
            new Product("sencha", "Sencha", "Steamed green tea, 100 g", new BigDecimal("9.80"), "#6f9a4a"),
            new Product("earl-grey", "Earl Grey", "Black tea with bergamot, 100 g", new BigDecimal("7.90"), "#8a5a3c"),
            new Product("rooibos", "Rooibos", "Red bush, without caffeine, 100 g", new BigDecimal("6.40"), "#b4472f"),
            new Product("jasmine", "Jasmine", "Green tea with blossoms, 80 g", new BigDecimal("11.20"), "#a9b665"),
            new Product("teapot", "Teapot", "Stoneware, 0.8 litres", new BigDecimal("39.00"), "#5b7288"));

    public List<Product> products() {
        return PRODUCTS;
    }

    public Optional<Product> find(String id) {
        return PRODUCTS.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}

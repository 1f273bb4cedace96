package dev.carnet.demo;

import dev.carnet.Session;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts things into the cart: a list that is changed in place, which the session notices. */
final class AddToCart implements Handler {
    private static final int MOST_ITEMS = 100;
    private static final int LONGEST_ITEM = 100;

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String item = Form.of(request).line("item", LONGEST_ITEM);
        Session session = SessionFilter.requireSession(request);
        List<String> cart = session.get(Visit.CART, Visit.TEXTS);
        if (cart == null) {
            cart = new ArrayList<>();
            session.put(Visit.CART, cart);
        }
        if (cart.size() >= MOST_ITEMS) {
            throw new RefusedException(400, "The cart is full: it holds " + MOST_ITEMS + " things.");
        }
        cart.add(item);
        HomePage.redirect(response);
    }
}

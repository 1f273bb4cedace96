package com.example.cart;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A login of the application's own, and a cart that is filled in place. It knows nothing of Carnet. */
@WebServlet(urlPatterns = {"", "/login", "/add"})
public class CartServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cart cart = (Cart) request.getSession().getAttribute("cart");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .println(
                        cart == null
                                ? form("login", "Name")
                                : "<p>" + safe(cart.getCustomer() + " has " + cart.getItems()) + form("add", "Item"));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String value = request.getParameter("value");
        Cart cart = (Cart) request.getSession().getAttribute("cart");
        if (request.getServletPath().equals("/login")) {
            request.changeSessionId();
            cart = new Cart();
            cart.setCustomer(value);
            request.getSession().setAttribute("cart", cart);
        } else if (cart != null) {
            cart.getItems().add(value);
        }
        response.sendRedirect(request.getContextPath() + "/");
    }

    private static String form(String action, String label) {
        return "<form method=post action=" + action + "><label>" + label
                + " <input name=value autofocus></label></form>";
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}

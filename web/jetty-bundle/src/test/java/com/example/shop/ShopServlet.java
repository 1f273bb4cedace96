package com.example.shop;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Puts the named thing into the user's cart, or logs out. */
public class ShopServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        HttpSession session = request.getSession();
        if ("/logout".equals(request.getPathInfo())) {
            session.invalidate();
            response.getWriter().print("bye");
            return;
        }
        Cart cart = (Cart) session.getAttribute("cart");
        if (cart == null) {
            cart = new Cart();
            session.setAttribute("cart", cart);
        }
        cart.getItems().add(request.getParameter("item"));
        response.getWriter()
                .print(request.getRemoteUser() + " " + request.isUserInRole("user") + " " + cart.getItems());
    }
}

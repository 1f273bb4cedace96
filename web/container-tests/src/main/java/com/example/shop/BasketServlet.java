package com.example.shop;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Adds to the basket, or ends the session. */
public class BasketServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String item = request.getParameter("item");
        if (item == null) {
            request.getSession().invalidate();
        } else {
            response.getWriter().print(CDI.current().select(Basket.class).get().add(item));
        }
    }
}

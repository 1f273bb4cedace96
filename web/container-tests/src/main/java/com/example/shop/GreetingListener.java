package com.example.shop;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** Stands in web.xml: looks into the session before any servlet does, for those who want to be greeted. */
public class GreetingListener implements ServletRequestListener {
    @Override
    public void requestInitialized(ServletRequestEvent event) {
        HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
        if (!request.getRequestURI().endsWith("/greeting")) {
            return;
        }
        HttpSession session = request.getSession(false);
        request.setAttribute("greeting", "Hello " + (session == null ? "stranger" : session.getAttribute("user")));
    }
}

package com.example.shop;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/** Stands in web.xml. */
public class ShopListener implements HttpSessionListener, HttpSessionIdListener, HttpSessionAttributeListener {
    @Override
    public void sessionCreated(HttpSessionEvent event) {
        Told.add(event.getSession().getServletContext(), "created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Told.add(
                event.getSession().getServletContext(),
                "destroyed " + event.getSession().getAttribute("user"));
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        Told.add(
                event.getSession().getServletContext(),
                event.getSession().getId().equals(oldId) ? "same id" : "new id");
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        Told.add(event.getSession().getServletContext(), "replaced " + event.getName() + "=" + event.getValue());
    }
}

package com.example.shop;

import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the application was told, where a test finds it. */
final class Told {
    private Told() {}

    @SuppressWarnings("unchecked")
    static void add(ServletContext context, String what) {
        synchronized (context) {
            if (context.getAttribute("told") == null) {
                context.setAttribute("told", new ConcurrentLinkedQueue<String>());
            }
        }
        ((Collection<String>) context.getAttribute("told")).add(what);
    }
}

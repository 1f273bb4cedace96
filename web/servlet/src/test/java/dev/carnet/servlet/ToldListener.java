package dev.carnet.servlet;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class ToldListener implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {
    private final List<String> told = new CopyOnWriteArrayList<>();

    List<String> told() {
        return List.copyOf(told);
    }

    void forget() {
        told.clear();
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        told.add("created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        told.add("destroyed");
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        told.add("added " + event.getName());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        told.add("removed " + event.getName());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        told.add("replaced " + event.getName());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        told.add("id changed");
    }
}

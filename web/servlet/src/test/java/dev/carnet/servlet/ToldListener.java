package dev.carnet.servlet;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class ToldListener
        implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener, ServletRequestListener {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    List<String> told() {
        return List.copyOf(told);
    }

    /** What requests' sessions held when they began and when they ended. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    void forget() {
        told.clear();
        requests.clear();
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        requests.add("beginning: " + held(event));
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        requests.add("end: " + held(event));
    }

    private static String held(ServletRequestEvent event) {
        HttpSession session = ((HttpServletRequest) event.getServletRequest()).getSession(false);
        return session == null ? "no session" : "n is " + session.getAttribute("n");
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

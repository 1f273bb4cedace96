package dev.carnet.containertests.lines;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what an application is told of its sessions. */
public final class ToldEvents implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {
    private static final String NOTES = ToldEvents.class.getName();

    /** Something done with a session. */
    @FunctionalInterface
    interface Work {
        void on(HttpSession session) throws Exception;
    }

    /** Something done. */
    @FunctionalInterface
    interface Deed {
        void done() throws Exception;
    }

    /** A value that wants to know of itself. */
    public record Value(String text) implements HttpSessionBindingListener {
        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            note(event, "bound " + event.getName());
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            note(event, "unbound " + event.getName());
        }
    }

    static List<String> during(ServletContext context, Deed deed) throws Exception {
        List<String> notes = new CopyOnWriteArrayList<>();
        context.setAttribute(NOTES, notes);
        deed.done();
        context.removeAttribute(NOTES);
        return notes;
    }

    @SuppressWarnings("unchecked") // nobody else sets it
    private static void note(HttpSessionEvent event, String what) {
        if (event.getSession().getServletContext().getAttribute(NOTES) instanceof List<?> notes) {
            ((List<String>) notes).add(what);
        }
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        note(event, "created");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        note(event, "destroyed");
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        note(event, event.getSession().getId().equals(oldId) ? "same id" : "new id");
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        note(event, "added " + event.getName() + "=" + event.getValue());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        note(event, "removed " + event.getName() + "=" + event.getValue());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        note(event, "replaced " + event.getName() + "=" + event.getValue());
    }
}

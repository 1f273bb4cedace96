package dev.carnet.servlet;

import dev.carnet.Session;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application's session listeners in the order of registration, at a session's end in reverse order (Servlet
 * 6.1 section 11.3.3). An exception from one reaches the application code that caused the event, and the others are not
 * called (section 11.6).
 */
final class SessionListeners {
    private final List<EventListener> all;
    private final List<HttpSessionListener> sessions;
    private final List<HttpSessionAttributeListener> attributes;
    private final List<HttpSessionIdListener> ids;
    private final List<SessionAttributeObserver> observers;

    SessionListeners(List<EventListener> listeners, List<SessionAttributeObserver> observers) {
        all = List.copyOf(listeners);
        sessions = only(HttpSessionListener.class, listeners);
        attributes = only(HttpSessionAttributeListener.class, listeners);
        ids = only(HttpSessionIdListener.class, listeners);
        this.observers = List.copyOf(observers);
    }

    private static <T> List<T> only(Class<T> type, List<EventListener> listeners) {
        return listeners.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** These, and behind them others. */
    SessionListeners with(List<EventListener> others) {
        List<EventListener> both = new ArrayList<>(all);
        both.addAll(others);
        return new SessionListeners(both, observers);
    }

    /** Those of others that are not of the class of one of these: such a one has been registered twice. */
    List<EventListener> withoutThose(List<EventListener> others) {
        return others.stream()
                .filter(other -> all.stream().noneMatch(each -> each.getClass().equals(other.getClass())))
                .toList();
    }

    static boolean isSupported(EventListener listener) {
        return listener instanceof HttpSessionListener
                || listener instanceof HttpSessionAttributeListener
                || listener instanceof HttpSessionIdListener;
    }

    static void requireSupported(EventListener listener) {
        if (!isSupported(listener)) {
            throw new IllegalArgumentException(listener.getClass().getName()
                    + " is not a session listener: it must be an HttpSessionListener, HttpSessionAttributeListener"
                    + " or HttpSessionIdListener");
        }
    }

    void changed(Session session, String name, @Nullable Object value) {
        observers.forEach(each -> each.changed(session, name, value));
    }

    void created(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        sessions.forEach(each -> each.sessionCreated(event));
    }

    void destroyed(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        for (int i = sessions.size() - 1; i >= 0; i--) {
            sessions.get(i).sessionDestroyed(event);
        }
    }

    void idChanged(HttpSession session, String oldId) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        ids.forEach(each -> each.sessionIdChanged(event, oldId));
    }

    /**
     * An attribute was set.
     *
     * @param old its value before, or null if there was none
     */
    void attributeSet(HttpSession session, String name, @Nullable Object old, Object value) {
        if (old == null) {
            HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
            attributes.forEach(each -> each.attributeAdded(event));
        } else {
            HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, old);
            attributes.forEach(each -> each.attributeReplaced(event));
        }
    }

    void attributeRemoved(HttpSession session, String name, Object old) {
        HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, old);
        attributes.forEach(each -> each.attributeRemoved(event));
    }
}

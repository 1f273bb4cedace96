package dev.carnet.servlet;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one request's session that want to know when they come from and go to the store. A value is activated when
 * it is first read in a request, and passivated when that request's session is stored; one that nobody reads sleeps on.
 */
final class AwakeValues {
    private final Map<String, HttpSessionActivationListener> byName = new ConcurrentHashMap<>();

    /** The application was handed a value. */
    void read(HttpSession session, String name, @Nullable Object value) {
        if (value instanceof HttpSessionActivationListener listener && byName.put(name, listener) != listener) {
            listener.sessionDidActivate(new HttpSessionEvent(session));
        }
    }

    /** The application has put a value, or with null removed it. */
    void set(String name, @Nullable Object value) {
        if (value instanceof HttpSessionActivationListener listener) {
            byName.put(name, listener);
        } else {
            byName.remove(name);
        }
    }

    /** The values go to the store. */
    void passivate(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        List.copyOf(byName.values()).forEach(each -> each.sessionWillPassivate(event));
    }

    /** The values are used again after that. */
    void activate(HttpSession session) {
        HttpSessionEvent event = new HttpSessionEvent(session);
        List.copyOf(byName.values()).forEach(each -> each.sessionDidActivate(event));
    }

    /** The values are not used again; one that is read all the same is activated. */
    void forget() {
        byName.clear();
    }
}

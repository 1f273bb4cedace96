package dev.carnet.web;

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
public final class AwakeValues {
    /** Immutable as long as it is empty, as with most sessions. */
    private volatile Map<String, HttpSessionActivationListener> byName = Map.of();

    /** The application was handed a value. */
    public void read(HttpSession session, String name, @Nullable Object value) {
        if (value instanceof HttpSessionActivationListener listener && keep(name, listener) != listener) {
            listener.sessionDidActivate(new HttpSessionEvent(session));
        }
    }

    /** The application has put a value, or with null removed it. */
    public void set(String name, @Nullable Object value) {
        Map<String, HttpSessionActivationListener> known = byName;
        if (value instanceof HttpSessionActivationListener listener) {
            keep(name, listener);
        } else if (!known.isEmpty()) {
            known.remove(name);
        }
    }

    private synchronized @Nullable HttpSessionActivationListener keep(
            String name, HttpSessionActivationListener listener) {
        if (byName.isEmpty()) {
            byName = new ConcurrentHashMap<>();
        }
        return byName.put(name, listener);
    }

    /** The values go to the store. */
    public void passivate(HttpSession session) {
        if (byName.isEmpty()) {
            return;
        }
        HttpSessionEvent event = new HttpSessionEvent(session);
        List.copyOf(byName.values()).forEach(each -> each.sessionWillPassivate(event));
    }

    /** The values are used again after that. */
    public void activate(HttpSession session) {
        if (byName.isEmpty()) {
            return;
        }
        HttpSessionEvent event = new HttpSessionEvent(session);
        List.copyOf(byName.values()).forEach(each -> each.sessionDidActivate(event));
    }

    /** The values are not used again; one that is read all the same is activated. */
    public void forget() {
        byName = Map.of();
    }
}

package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.text.Printable;
import dev.carnet.web.AwakeValues;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A session for Servlet 6.0; {@link AccessibleHttpSession} adds the methods of 6.1. Thread-safe for the threads of one
 * request. Its last access is that of the previous request, as far as it was stored: it may lag behind by the engine's
 * touch window.
 */
class HttpSessionAdapter implements HttpSession {
    private final SessionEngine engine;
    private final Session session;
    private final ServletContext context;
    private final SessionListeners listeners;
    private final SessionScope scope;
    private final Instant createdAt;
    private final Instant lastAccessedAt;
    private final boolean isNew;
    private final AwakeValues awake = new AwakeValues();
    private final ReentrantLock ending = new ReentrantLock();

    /** From its invalidation until its listeners are told: the attributes they may still read. */
    private volatile @Nullable Map<String, Object> farewell;

    private volatile boolean ended;

    HttpSessionAdapter(
            SessionEngine engine,
            Session session,
            ServletContext context,
            SessionListeners listeners,
            SessionScope scope) {
        this.engine = engine;
        this.session = session;
        this.context = context;
        this.listeners = listeners;
        this.scope = scope;
        this.createdAt = session.createdAt();
        this.lastAccessedAt = session.lastAccessedAt();
        this.isNew = session.isNew();
    }

    /** A session as the container's Servlet API describes it. */
    static HttpSessionAdapter of(
            SessionEngine engine,
            Session session,
            ServletContext context,
            SessionListeners listeners,
            SessionScope scope) {
        return ServletApi.HAS_ACCESSORS
                ? new AccessibleHttpSession(engine, session, context, listeners, scope)
                : new HttpSessionAdapter(engine, session, context, listeners, scope);
    }

    final Session session() {
        return session;
    }

    final SessionEngine engine() {
        return engine;
    }

    final SessionListeners listeners() {
        return listeners;
    }

    /**
     * Stores what changed.
     *
     * @param last whether nobody uses the session afterwards
     */
    void store(boolean last) {
        awake.passivate(this);
        try {
            engine.flush(session);
        } finally {
            if (last) {
                awake.forget();
            } else {
                awake.activate(this);
            }
        }
    }

    @Override
    public long getCreationTime() {
        requireValid();
        return createdAt.toEpochMilli();
    }

    @Override
    public String getId() {
        return session.id().value();
    }

    @Override
    public long getLastAccessedTime() {
        requireValid();
        return lastAccessedAt.toEpochMilli();
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    /** Does nothing to a session that has ended. */
    @Override
    public void setMaxInactiveInterval(int seconds) {
        if (session.isValid()) {
            scope.beforeChange();
            session.setMaxIdle(seconds <= 0 ? null : Duration.ofSeconds(seconds));
        }
    }

    /** The idle timeout in seconds, or -1 for none. */
    @Override
    public int getMaxInactiveInterval() {
        Duration maxIdle = session.maxIdle();
        return maxIdle == null ? -1 : (int) Math.min(maxIdle.toSeconds(), Integer.MAX_VALUE);
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        requireValid();
        if (name == null) {
            return null;
        }
        Map<String, Object> left = farewell;
        if (left != null) {
            return left.get(name);
        }
        Object value = session.get(name);
        awake.read(this, name, value);
        return value;
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        requireValid();
        Map<String, Object> left = farewell;
        Collection<String> names = left == null ? session.names() : List.copyOf(left.keySet());
        return Collections.enumeration(names);
    }

    /** @throws IllegalArgumentException if the value cannot be stored; the message contains the remedy */
    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (name == null) {
            throw new IllegalArgumentException("an attribute needs a name");
        }
        if (value == null) {
            removeAttribute(name);
            return;
        }
        requireNotEnding();
        scope.beforeChange();
        scope.beforePut(session);
        Object old = readable(name);
        boolean same = old == value;
        if (!same) {
            bound(name, value);
        }
        try {
            session.put(name, value);
        } catch (SessionCodecException e) {
            if (!same) {
                unbound(name, value);
            }
            throw new IllegalArgumentException(
                    "the attribute '" + Printable.name(name) + "' cannot be stored: " + e.getMessage(), e);
        }
        awake.set(name, value);
        if (!same) {
            unbound(name, old);
        }
        listeners.changed(session, name, value);
        listeners.attributeSet(this, name, old, value);
    }

    @Override
    public void removeAttribute(String name) {
        requireNotEnding();
        scope.beforeChange();
        if (name == null) {
            return;
        }
        Object old = readable(name);
        session.remove(name);
        awake.set(name, null);
        listeners.changed(session, name, null);
        unbound(name, old);
        if (old != null) {
            listeners.attributeRemoved(this, name, old);
        }
    }

    /**
     * Ends the session immediately, also in the store, then calls the listeners.
     *
     * @throws SessionStoreException if the end could not be stored; the session has then not ended, and no listener is
     *     called, unless the end is stored but not confirmed
     */
    @Override
    public void invalidate() {
        ending.lock();
        try {
            requireNotEnding();
            Map<String, Object> left = readableAttributes();
            try {
                scope.beforeEnd(this);
                engine.destroy(session);
            } catch (SessionStoreException e) {
                if (session.isValid()) {
                    scope.endNotStored(this);
                } else {
                    sayFarewell(left);
                }
                throw e;
            }
            sayFarewell(left);
        } finally {
            ending.unlock();
        }
    }

    private void sayFarewell(Map<String, Object> left) {
        farewell = left;
        try {
            listeners.destroyed(this);
            ended = true;
            left.forEach((name, value) -> {
                unbound(name, value);
                listeners.attributeRemoved(this, name, value);
            });
        } finally {
            ended = true;
            farewell = null;
        }
    }

    @Override
    public boolean isNew() {
        requireValid();
        return isNew;
    }

    private Map<String, Object> readableAttributes() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : session.names()) {
            Object value = readable(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** An unreadable value must not prevent its replacement or removal. */
    private @Nullable Object readable(String name) {
        try {
            return session.get(name);
        } catch (SessionCodecException unreadable) {
            return null;
        }
    }

    private void bound(String name, Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            listener.valueBound(new HttpSessionBindingEvent(this, name, value));
        }
    }

    private void unbound(String name, @Nullable Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            listener.valueUnbound(new HttpSessionBindingEvent(this, name, value));
        }
    }

    final void requireValid() {
        if (ended) {
            throw new IllegalStateException("the session was invalidated; request.getSession() creates a new one");
        }
        if (farewell == null && session.isDestroyed()) {
            throw new IllegalStateException("the session was destroyed; request.getSession() creates a new one");
        }
    }

    private void requireNotEnding() {
        requireValid();
        if (farewell != null) {
            throw new IllegalStateException("the session is being invalidated; its attributes can only be read");
        }
    }
}

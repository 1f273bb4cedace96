package dev.carnet.jetty;

import dev.carnet.Session;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.event.SessionInfo;
import dev.carnet.text.Printable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * A session in Jetty's form, used by one request; its contents are in Carnet's session. It is looked up on first use, and
 * invalid if the store has none. Several threads of the request may use it.
 */
final class JettySession extends ManagedSession {
    private final CarnetSessions sessions;
    private final @Nullable JettyRequest request;
    private final @Nullable Session begun;
    private final ReentrantLock ending = new ReentrantLock();

    /** Held from access to release by a thread outside the request, which uses an accessor. */
    private final ReentrantLock accessing = new ReentrantLock();

    private @Nullable Session accessed;

    /** When the session ends: what listeners may still read besides the attributes. */
    private volatile @Nullable SessionInfo leaving;

    /** From the session's end until its listeners were called: the attributes that they may still read. */
    private volatile @Nullable Map<String, Object> farewell;

    private volatile boolean ended;

    /** @param begun a new session; null for the one that the browser requested */
    JettySession(CarnetSessions sessions, JettyRequest request, @Nullable Session begun) {
        super(sessions.manager(), new SessionData("", "", "", 0, 0, 0, 0));
        this.sessions = sessions;
        this.request = request;
        this.begun = begun;
        setResident(true);
    }

    /** An expired session, whose listeners read its attributes. */
    JettySession(CarnetSessions sessions, SessionInfo expired, Map<String, Object> attributes) {
        super(sessions.manager(), new SessionData("", "", "", 0, 0, 0, 0));
        this.sessions = sessions;
        this.request = null;
        this.begun = null;
        this.leaving = expired;
        this.farewell = attributes;
    }

    private @Nullable Session lookUp() {
        if (accessing.isHeldByCurrentThread()) {
            return accessed;
        }
        return begun != null || request == null ? begun : request.joined();
    }

    /** The underlying session, which must exist. */
    private Session session() {
        Session found = lookUp();
        if (ended || found == null) {
            throw new IllegalStateException("the session has ended; request.getSession() creates a new one");
        }
        return found;
    }

    @Override
    public boolean isValid() {
        if (ended || farewell != null) {
            return false;
        }
        Session found = lookUp();
        return found != null && found.isValid();
    }

    @Override
    public boolean isInvalidOrInvalidating() {
        return !isValid();
    }

    @Override
    public String getId() {
        Session found = lookUp();
        if (found != null) {
            return found.id().value();
        }
        SessionInfo left = leaving;
        return left == null ? "" : left.handle();
    }

    @Override
    public String getExtendedId() {
        return getId();
    }

    @Override
    public long getCreationTime() {
        SessionInfo left = farewell == null ? null : leaving;
        return (left == null ? session().createdAt() : left.createdAt()).toEpochMilli();
    }

    @Override
    public long getLastAccessedTime() {
        SessionInfo left = farewell == null ? null : leaving;
        return (left == null ? session().lastAccessedAt() : left.lastAccessedAt()).toEpochMilli();
    }

    @Override
    public boolean isNew() {
        return farewell == null && session().isNew();
    }

    @Override
    public boolean isExpiredAt(long time) {
        return false;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        requireOpen();
        session().setMaxIdle(seconds <= 0 ? null : Duration.ofSeconds(seconds));
    }

    /** In seconds; -1 if the session has no idle timeout or has ended. */
    @Override
    public int getMaxInactiveInterval() {
        if (farewell != null) {
            return -1;
        }
        Duration maxIdle = session().maxIdle();
        return maxIdle == null ? -1 : (int) Math.min(maxIdle.toSeconds(), Integer.MAX_VALUE);
    }

    @Override
    public @Nullable Object getAttribute(@Nullable String name) {
        Map<String, Object> left = farewell;
        if (left != null) {
            return left.get(name);
        }
        Session session = session();
        if (name == null) {
            return null;
        }
        if (JettysValues.areOf(name)) {
            return JettysValues.get(session, name);
        }
        Object value = session.get(name);
        if (request != null) {
            request.read(this, name, value);
        }
        return value;
    }

    @Override
    public Set<String> getAttributeNameSet() {
        Map<String, Object> left = farewell;
        return left == null ? Collections.unmodifiableSet(session().names()) : left.keySet();
    }

    /**
     * @return the previous value
     * @throws IllegalArgumentException if the value cannot be stored; the message says what to do
     */
    @Override
    public @Nullable Object setAttribute(String name, @Nullable Object value) {
        Objects.requireNonNull(name, "an attribute needs a name");
        if (farewell != null) {
            throw new IllegalStateException("the session is being invalidated; its attributes can only be read");
        }
        requireOpen();
        Session session = session();
        if (JettysValues.areOf(name)) {
            return setJettys(session, name, value);
        }
        Object old = readable(session, name);
        try {
            session.put(name, value);
        } catch (SessionCodecException e) {
            throw new IllegalArgumentException(
                    "the attribute '" + Printable.name(name) + "' cannot be stored: " + e.getMessage(), e);
        }
        if (request != null) {
            request.set(this, name, value);
        }
        if (old != null || value != null) {
            onSessionAttributeUpdate(name, value, old);
        }
        return old;
    }

    private @Nullable Object setJettys(Session session, String name, @Nullable Object value) {
        Object old = JettysValues.get(session, name);
        if (JettysValues.set(session, name, value)) {
            changeIdAtLogin(session);
        }
        return old;
    }

    /** Changes the id, because Jetty does so only at the first login. */
    private void changeIdAtLogin(Session session) {
        boolean isOld = session.storedId().filter(session.id()::equals).isPresent();
        if (isOld && request != null && !request.isCommitted()) {
            changeId(session);
        }
    }

    /** Null for a value that cannot be read, so that it can still be replaced or removed. */
    private static @Nullable Object readable(Session session, String name) {
        try {
            return session.get(name);
        } catch (SessionCodecException unreadable) {
            return null;
        }
    }

    private void requireOpen() {
        if (request != null && !accessing.isHeldByCurrentThread()) {
            request.requireOpen();
        }
    }

    @Override
    public void renewId(@Nullable Request of, @Nullable Response response) {
        if (response != null && response.isCommitted()) {
            throw new IllegalStateException("the response is committed, so the browser can no longer receive a new"
                    + " session id; ask for it before the response is written");
        }
        requireOpen();
        changeId(session());
    }

    private void changeId(Session session) {
        String oldId = session.id().value();
        Objects.requireNonNull(session.changeId());
        sessions.manager().onSessionIdChanged(this, oldId);
    }

    /**
     * Ends the session immediately, also in the store, then calls the listeners.
     *
     * @throws HttpException.RuntimeException 503, if the end could not be stored; listeners are then called only if it is stored
     *     but not confirmed
     */
    @Override
    public void invalidate() {
        ending.lock();
        try {
            if (farewell != null) {
                return;
            }
            Session session = session();
            if (session.isDestroyed()) {
                throw new IllegalStateException("the session was destroyed; request.getSession() creates a new one");
            }
            Map<String, Object> left = readableAttributes(session);
            leaving = new SessionInfo(
                    session.handle(), session.principal(), session.createdAt(), session.lastAccessedAt());
            try {
                end(session);
            } catch (HttpException.RuntimeException e) {
                if (session.isDestroyed()) {
                    sayFarewell(left);
                }
                throw e;
            }
            sayFarewell(left);
        } finally {
            ending.unlock();
        }
    }

    private void end(Session session) {
        if (request != null && !accessing.isHeldByCurrentThread()) {
            request.end(session);
            return;
        }
        try {
            sessions.engine().destroy(session);
        } catch (SessionStoreException e) {
            throw JettyRequest.unavailable(e);
        }
    }

    private static Map<String, Object> readableAttributes(Session session) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : session.names()) {
            Object value = readable(session, name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** Notifies the listeners of the session's end, with the attributes still readable. */
    void sayFarewell(Map<String, Object> left) {
        farewell = Collections.unmodifiableMap(left);
        try {
            sessions.manager().onSessionDestroyed(this);
            ended = true;
            left.forEach((name, value) -> onSessionAttributeUpdate(name, null, value));
        } finally {
            ended = true;
            farewell = null;
        }
    }

    @Override
    public boolean beginInvalidate() {
        return false;
    }

    @Override
    public void finishInvalidate() {}

    /**
     * Does nothing during the request. After it, reads the session again, for use until {@link #release}.
     */
    @Override
    public boolean access(long time) {
        if (request == null || !request.isClosed()) {
            return false;
        }
        if (accessing.isHeldByCurrentThread()) { // nested: the outer access stores
            accessing.lock();
            return true;
        }
        String id = getId();
        accessing.lock();
        try {
            accessed = dev.carnet.SessionId.parse(id)
                    .flatMap(sessions.engine()::retrieve)
                    .orElseThrow(() -> new IllegalStateException("the session has ended"));
            return true;
        } catch (RuntimeException e) {
            accessing.unlock();
            throw e;
        }
    }

    // Not public in Jetty 12.0, where it is not called.
    @Override
    public void release() {
        if (!accessing.isHeldByCurrentThread()) {
            return;
        }
        if (accessing.getHoldCount() > 1) {
            accessing.unlock();
            return;
        }
        Session session = accessed;
        accessed = null;
        try {
            if (session != null && session.isValid()) {
                Objects.requireNonNull(sessions.engine().flush(session));
            }
        } finally {
            accessing.unlock();
        }
    }

    /** Without the id, because it is a secret. */
    @Override
    public String toString() {
        return "JettySession[" + (ended ? "ended" : farewell != null ? "ending" : "live") + "]";
    }
}

package dev.carnet.jetty;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.web.AwakeValues;
import dev.carnet.web.ClearSiteData;
import dev.carnet.web.RequestedSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The session of one request, through all its dispatches: looked up once when it is first asked for, stored before the
 * response commits and again at the end, told to the browser if it is news. Thread-safe.
 */
final class JettyRequest {
    private final CarnetSessions sessions;
    private final Request request;
    private final RequestedSession kept;
    private final ReentrantLock lock = new ReentrantLock();
    private final AwakeValues awake = new AwakeValues();

    /** The session of which values are awake; null if none ever was. */
    private volatile @Nullable JettySession awakeIn;

    private List<String> ids = List.of();
    private @Nullable JettySession asked;
    private boolean lookedUp;
    private @Nullable Session joined;
    private @Nullable String joinedId;
    private volatile @Nullable SessionStoreException outage;
    private volatile boolean committed;
    private volatile boolean closed;

    JettyRequest(CarnetSessions sessions, Request request) {
        this.sessions = sessions;
        this.request = request;
        this.kept = new RequestedSession(sessions.sessions());
    }

    /** The session that the browser asked for, which is looked up when it is used. With several ids, at once. */
    JettySession ask(SentIds sent) {
        JettySession session = new JettySession(sessions, this, null);
        asked = session;
        ids = sent.values();
        if (ids.size() > 1) {
            Session unused = joined();
        }
        return session;
    }

    /** The id that the browser asked for; of several, the one that there is a session for. */
    String requestedId() {
        return joinedId == null ? ids.get(0) : joinedId;
    }

    /**
     * The session that the browser asked for; null if there is none.
     *
     * @throws HttpException.RuntimeException 503, if the store does not answer
     */
    @Nullable
    Session joined() {
        lock.lock();
        try {
            if (!lookedUp) {
                for (String id : ids) {
                    Optional<Session> found = kept.find(id);
                    if (found.isPresent()) {
                        lookedUp = true;
                        joinedId = id;
                        join(found.get());
                        return joined;
                    }
                }
                lookedUp = true;
            }
            return joined;
        } catch (SessionStoreException e) {
            outage = e;
            throw unavailable(e);
        } finally {
            lock.unlock();
        }
    }

    private void join(Session found) {
        joined = found;
        String oldId = found.id().value();
        if (!committed && sessions.engine().renewIfDue(found)) {
            sessions.manager().onSessionIdChanged(Objects.requireNonNull(asked), oldId);
        }
    }

    static HttpException.RuntimeException unavailable(SessionStoreException cause) {
        return new HttpException.RuntimeException(
                HttpStatus.SERVICE_UNAVAILABLE_503, "the session's store does not answer", cause);
    }

    /** A new session, which is the request's from now on. */
    JettySession begin() {
        try {
            return new JettySession(sessions, this, sessions.newSession(kept));
        } catch (SessionStoreException e) {
            throw unavailable(e);
        }
    }

    /** Ends a session at once, and the others that the browser has ids of, so that a logout leaves none to come back to. */
    void end(Session session) {
        try {
            kept.end(session);
            for (String id : ids) {
                if (ids.size() > 1 && !id.equals(joinedId)) {
                    SessionId.parse(id).flatMap(sessions.engine()::retrieve).ifPresent(sessions.engine()::destroy);
                }
            }
        } catch (SessionStoreException e) {
            throw unavailable(e);
        }
    }

    boolean isCommitted() {
        return committed;
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        kept.requireOpen();
    }

    /**
     * Stores what changed.
     *
     * @throws SessionException if that, or something before, has failed
     */
    void store() {
        inContext(this::storeAwake);
    }

    /** The application was handed a value, by the session itself. */
    void read(JettySession session, String name, @Nullable Object value) {
        if (value instanceof HttpSessionActivationListener) {
            awake.read(session.getApi(), name, value);
            awakeIn = session;
        }
    }

    /** The application has put a value, or with null removed it. */
    void set(JettySession session, String name, @Nullable Object value) {
        awake.set(name, value);
        awakeIn = session;
    }

    private void storeAwake() {
        JettySession session = awakeIn;
        if (session == null || !session.isValid()) {
            kept.store();
            return;
        }
        awake.passivate(session.getApi());
        try {
            kept.store();
        } finally {
            awake.activate(session.getApi());
        }
    }

    /** With the application's class loader. */
    private void inContext(Runnable work) {
        request.getContext().run(work, request);
    }

    /** Why the session could not be looked up; null if it could, or nobody asked. */
    @Nullable
    SessionStoreException outage() {
        return outage;
    }

    /** The response goes out. */
    void commit() {
        committed = true;
    }

    /** When the request is over. */
    void close() {
        closed = true;
        kept.close();
    }

    boolean isHead() {
        return "HEAD".equals(request.getMethod());
    }

    /** Whether the browser has to be told something. */
    boolean hasNews() {
        Session live = kept.current();
        if (kept.isWithoutStore()) {
            return false;
        }
        return live == null ? isEnded() : toTell(live) != null;
    }

    private boolean isEnded() {
        return joined != null && joined.isDestroyed();
    }

    private @Nullable SessionId toTell(Session live) {
        return live.storedId().filter(each -> !each.value().equals(joinedId)).orElse(null);
    }

    /** Tells the browser its session's new id or end, as far as the store has it. */
    void tell(HttpFields.Mutable fields) {
        if (!hasNews()) {
            return;
        }
        Session live = kept.current();
        SessionId id = live == null ? null : toTell(live);
        JettyCookie cookie = new JettyCookie(sessions.manager(), request.isSecure());
        if (id != null) {
            cookie.send(fields, id);
        } else {
            cookie.expire(fields);
            sessions.sessions().clearSiteData().ifPresent(each -> fields.put(ClearSiteData.HEADER, each.value()));
        }
    }
}

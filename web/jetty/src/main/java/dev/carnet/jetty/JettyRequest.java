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
 * The session of one request, including all its dispatches. It is looked up once, when it is first used, and stored before
 * the response is committed and again at the end. The browser gets a cookie if the id is new or the session has ended.
 * Thread-safe.
 */
final class JettyRequest {
    private final CarnetSessions sessions;
    private final Request request;
    private final RequestedSession kept;
    private final ReentrantLock lock = new ReentrantLock();
    private final AwakeValues awake = new AwakeValues();

    /** The session whose values are activated; null if none ever was. */
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

    /** The session that the browser requested. It is looked up on first use; immediately if the browser sent several ids. */
    JettySession ask(SentIds sent) {
        JettySession session = new JettySession(sessions, this, null);
        asked = session;
        ids = sent.values();
        if (ids.size() > 1) {
            Session unused = joined();
        }
        return session;
    }

    /** The id that the browser sent; if it sent several, the one with a session. */
    String requestedId() {
        return joinedId == null ? ids.get(0) : joinedId;
    }

    /**
     * The session that the browser requested; null if there is none.
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

    /** Creates a new session, which is the request's session from now on. */
    JettySession begin() {
        try {
            return new JettySession(sessions, this, sessions.newSession(kept));
        } catch (SessionStoreException e) {
            throw unavailable(e);
        }
    }

    /** Ends a session immediately, and all others whose ids the browser sent, so that none survives a logout. */
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
     * Stores the changes.
     *
     * @throws SessionException if that fails now or has failed before
     */
    void store() {
        inContext(this::storeAwake);
    }

    /** Called when the application has read a value from the session. */
    void read(JettySession session, String name, @Nullable Object value) {
        if (value instanceof HttpSessionActivationListener) {
            awake.read(session.getApi(), name, value);
            awakeIn = session;
        }
    }

    /** Called when the application has set a value, or removed it if null. */
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

    /** Runs with the application's class loader. */
    private void inContext(Runnable work) {
        request.getContext().run(work, request);
    }

    /** Why the lookup of the session failed; null if it succeeded or did not happen. */
    @Nullable
    SessionStoreException outage() {
        return outage;
    }

    /** Called when the response is committed. */
    void commit() {
        committed = true;
    }

    /** Called at the end of the request. */
    void close() {
        closed = true;
        kept.close();
    }

    boolean isHead() {
        return "HEAD".equals(request.getMethod());
    }

    /** Whether the browser must get a cookie. */
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

    /** Writes the cookie for the session's new id or its end, if the store has it. */
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

package dev.carnet.web;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one request of a container keeps of its session, through all its dispatches: looked up once, stored before the response
 * commits and again at the end. What the store answered once is not asked again, an outage neither. Thread-safe.
 */
public final class RequestedSession {
    private static final Logger LOG = LoggerFactory.getLogger(RequestedSession.class);

    private final ApplicationSessions sessions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<Session>> found = new HashMap<>(2);

    private @Nullable Session current;
    private @Nullable Session endNotStored;
    private @Nullable SessionId dropped;
    private @Nullable SessionException lookUpFailure;
    private @Nullable SessionException failure;
    private boolean withoutStore;
    private volatile boolean closed;

    public RequestedSession(ApplicationSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The session with an id that the browser sent, which is the request's from now on; empty if there is none. The store is
     * asked for each id once, and not for the id that the session has been given in this request.
     *
     * @throws SessionStoreException if the store does not answer, now or when it was asked before, unless such a request goes
     *     on without its session
     */
    public Optional<Session> find(String id) {
        lock.lock();
        try {
            Session live = current();
            if (live != null && live.id().value().equals(id)) {
                return Optional.of(live);
            }
            Optional<Session> known = found.get(id);
            if (known != null) {
                return known.filter(Session::isValid);
            }
            if (withoutStore) {
                return Optional.empty();
            }
            requireAnswer();
            Optional<Session> asked = SessionId.parse(id).flatMap(sessions.engine()::retrieve);
            found.put(id, asked);
            asked.ifPresent(each -> current = each);
            return asked;
        } catch (SessionStoreException e) {
            if (sessions.isStateless()) {
                withoutStore = true;
                return Optional.empty();
            }
            lookUpFailure = e;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void requireAnswer() {
        if (lookUpFailure != null) {
            throw lookUpFailure;
        }
    }

    /** A new session, which is the request's from now on and is stored with it. */
    public Session create() {
        lock.lock();
        try {
            requireAnswer();
            Session created = sessions.engine().newSession();
            current = created;
            return created;
        } finally {
            lock.unlock();
        }
    }

    /** The session in use; null if none was found or made, or if it was ended. */
    public @Nullable Session current() {
        lock.lock();
        try {
            return current != null && current.isValid() ? current : null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the session that the browser asked for was ended by this request, and none began in its place. */
    public boolean isEnded() {
        lock.lock();
        try {
            return current() == null
                    && found.values().stream().flatMap(Optional::stream).anyMatch(Session::isDestroyed);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a session at once.
     *
     * @throws SessionStoreException if that could not be stored; it is tried again by {@link #store}
     */
    public void end(Session session) {
        lock.lock();
        try {
            endNotStored = session;
            sessions.engine().destroy(session);
            endNotStored = null;
        } catch (UnconfirmedWriteException carriedOut) {
            endNotStored = null;
            failure = carriedOut;
            throw carriedOut;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stores what changed; a logout that could not be stored first. That its session has ended meanwhile is no error: the
     * change is dropped.
     *
     * @throws SessionException if something could not be stored, now or in a call before
     */
    public void store() {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            Session unended = endNotStored;
            if (unended != null && unended.isValid()) {
                sessions.engine().destroy(unended);
                endNotStored = null;
            }
            Session live = current();
            if (live != null && !withoutStore) {
                flush(live);
            }
        } catch (SessionException e) {
            failure = e;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void flush(Session session) {
        try {
            Session unused = sessions.engine().flush(session);
        } catch (UnconfirmedWriteException stored) {
            throw stored;
        } catch (SessionGoneException gone) {
            dropped = session.id();
            LOG.debug("the session ended while a request was using it; the change is dropped");
        } catch (SessionStoreException e) {
            if (!sessions.isStateless()
                    || !session.id().equals(session.storedId().orElse(session.id()))) {
                throw e;
            }
            withoutStore = true;
            LOG.warn(
                    "the store failed: a request continues, but its changes of the session are lost: {}",
                    e.getMessage());
        }
    }

    /**
     * The id of a session that was found gone when it was to be stored, a new one perhaps that is stored nowhere: the browser,
     * which may know the living one from another response, must not be told. Empty if none was.
     */
    public Optional<SessionId> dropped() {
        lock.lock();
        try {
            return Optional.ofNullable(dropped);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the browser must be told nothing of a session: the store has failed and the request goes on without. */
    public boolean isWithoutStore() {
        lock.lock();
        try {
            return withoutStore;
        } finally {
            lock.unlock();
        }
    }

    /** When the request is over: what is put from now on would be stored by nobody. */
    public void close() {
        closed = true;
    }

    /**
     * For whoever changes the session.
     *
     * @throws IllegalStateException if nobody would store the change
     */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the request of this session has ended, so the change would not be stored; use"
                            + " request.getSession() of the current request or HttpSession.getAccessor()");
        }
    }
}

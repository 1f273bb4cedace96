package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one request, for all its dispatches: looked up once on first use, stored before the response commits
 * and again at the end, and announced to the browser if its id is new. Thread-safe.
 */
final class RequestSession implements SessionScope {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSession.class);
    private static final String ATTRIBUTE = RequestSession.class.getName() + ":";

    private final WebSessions sessions;
    private final BrowserSide browser;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable HeldResponse response;
    private volatile boolean givenUp;
    private volatile boolean entered;
    private volatile boolean closed;

    /** Whether the store has failed, and the request goes on without its session. */
    private boolean withoutStore;

    private @Nullable HttpSessionAdapter current;
    private @Nullable HttpSessionAdapter endNotStored;

    RequestSession(WebSessions sessions, HttpServletRequest request, String attribute) {
        this.sessions = sessions;
        this.browser = new BrowserSide(sessions.resolver(), request);
        request.setAttribute(attribute, this);
    }

    /** Under what attribute the filter of a web application keeps it; another application's filter keeps its own. */
    static String attribute(ServletContext context) {
        return ATTRIBUTE + context.getContextPath();
    }

    /** What is kept for a request under an {@link #attribute}. */
    static @Nullable RequestSession in(ServletRequest request, String attribute) {
        return (RequestSession) request.getAttribute(attribute);
    }

    /** What the filter nearest to a request keeps for it. */
    static Optional<RequestSession> of(ServletRequest request) {
        ServletRequest each = request;
        while (each instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof SessionRequest found) {
                return Optional.of(found.session());
            }
            each = wrapper.getRequest();
        }
        return Optional.ofNullable(in(each, attribute(each.getServletContext())));
    }

    /** Whether the filter begins its work here, rather than inside a dispatch in which it has begun. */
    boolean enter() {
        if (entered) {
            return false;
        }
        entered = true;
        closed = false;
        return true;
    }

    void leave() {
        entered = false;
    }

    /** When its request is over: what is put from now on would be stored by nobody. */
    void close() {
        closed = true;
    }

    void answersWith(HeldResponse now) {
        response = now;
    }

    HeldResponse response() {
        return Objects.requireNonNull(response, "no dispatch has begun");
    }

    /**
     * The current session; null if there is none.
     *
     * @param create whether a new one is begun then
     * @throws IllegalStateException if a new one would come too late
     */
    @Nullable
    HttpSessionAdapter session(boolean create) {
        HttpSessionAdapter created;
        lock.lock();
        try {
            join();
            HttpSessionAdapter live = live();
            if (live != null || !create) {
                return live;
            }
            requireUncommitted("a new session");
            created = sessions.adapt(sessions.newSession(), this);
            current = created;
        } finally {
            lock.unlock();
        }
        sessions.listeners().created(created);
        return created;
    }

    private void join() {
        try {
            browser.join(sessions.engine()).ifPresent(this::joined);
        } catch (SessionStoreException e) {
            if (!sessions.stateless()) {
                throw e;
            }
            withoutStore = true;
        }
    }

    private void joined(Session found) {
        boolean renewed = !response().isCommitted() && sessions.engine().renewIfDue(found);
        HttpSessionAdapter joined = sessions.adapt(found, this);
        current = joined;
        if (renewed) {
            sessions.listeners().idChanged(joined, Objects.requireNonNull(browser.requestedId()));
        }
    }

    private @Nullable HttpSessionAdapter live() {
        return current != null && current.session().isValid() ? current : null;
    }

    String changeId() {
        HttpSessionAdapter session = session(false);
        if (session == null) {
            throw new IllegalStateException("there is no session whose id could change");
        }
        requireUncommitted("a new session id");
        String oldId = session.getId();
        String newId = session.session().changeId().value();
        sessions.listeners().idChanged(session, oldId);
        return newId;
    }

    /** See {@link SessionFilter#logIn}. */
    Session logIn(String principal) {
        HttpSessionAdapter adapter = Objects.requireNonNull(session(true));
        requireUncommitted("a new session id");
        String oldId = adapter.getId();
        Session session = sessions.engine().logIn(adapter.session(), principal);
        sessions.listeners().idChanged(adapter, oldId);
        return session;
    }

    private void requireUncommitted(String what) {
        if (response().isCommitted()) {
            throw new IllegalStateException("the response is committed, so the browser can no longer receive " + what
                    + "; ask for it before the response is written");
        }
    }

    @Override
    public void beforeChange() {
        if (closed) {
            throw new IllegalStateException(
                    "the request of this session has ended, so the change would not be stored; use"
                            + " request.getSession() of the current request, HttpSession.getAccessor() or"
                            + " SessionEngine.update()");
        }
    }

    @Override
    public void beforePut(Session session) {
        if (!session.isStored() && !isPromised(session)) {
            requireUncommitted("the session, which begins with its first attribute");
        }
    }

    private boolean isPromised(Session session) {
        lock.lock();
        try {
            return browser.knows(session);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the response says something of the session. */
    boolean isTold() {
        lock.lock();
        try {
            return browser.isTold();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the browser has to be told something, which it can be only until the response is committed. */
    boolean hasNews() {
        lock.lock();
        try {
            HttpSessionAdapter live = withoutStore ? null : live();
            return browser.hasNews(live == null ? null : live.session());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the container's own session too, and with it a FORM login (Servlet 6.1 section 13.6.3). */
    @Override
    public void beforeEnd(HttpSessionAdapter session) {
        lock.lock();
        try {
            browser.endOthers(sessions.engine());
        } finally {
            lock.unlock();
        }
        if (!closed) {
            browser.endContainersSession();
        }
    }

    @Override
    public void endNotStored(HttpSessionAdapter session) {
        endNotStored = session;
    }

    /** The id the browser asked for; null if it asked for none. */
    @Nullable
    String requestedId() {
        lock.lock();
        try {
            return browser.requestedId();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stores what changed and, as long as the response can say so, tells the browser its session's new id or end.
     *
     * @param to the container's response
     * @param last whether the request ends here
     */
    void store(HttpServletResponse to, boolean last) {
        lock.lock();
        try {
            if (!givenUp) {
                endAgain();
                storeLive(to, last);
            }
            tell(to, !last && !givenUp);
        } finally {
            lock.unlock();
        }
    }

    /** As long as the response can say so, tells the browser its session's new id or end, as far as the store has it. */
    void tell(HttpServletResponse to) {
        tell(to, false);
    }

    /** @param promise whether it is told the id of a new session too that is not stored yet, since later it cannot be */
    private void tell(HttpServletResponse to, boolean promise) {
        lock.lock();
        try {
            if (!to.isCommitted() && !withoutStore) {
                HttpSessionAdapter live = live();
                browser.tell(to, live == null ? null : live.session(), promise);
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is stored: the request has failed over its session, and that is being answered. */
    void giveUpStoring() {
        givenUp = true;
    }

    /** A logout that could not be stored has to be, whatever the application made of the exception. */
    private void endAgain() {
        if (endNotStored != null && endNotStored.session().isValid()) {
            endNotStored.invalidate();
        }
    }

    private void storeLive(HttpServletResponse to, boolean last) {
        HttpSessionAdapter live = live();
        if (live == null || withoutStore) {
            return;
        }
        Session session = live.session();
        if (!session.isStored() && to.isCommitted() && !browser.knows(session)) {
            if (!session.names().isEmpty() || session.principal() != null) {
                LOG.warn("the first attribute of a new session was put after the response was committed: the"
                        + " session is dropped, because no cookie can be sent any more; put attributes before the"
                        + " response is written");
            }
            return;
        }
        try {
            live.store(last);
        } catch (UnconfirmedWriteException stored) {
            throw stored;
        } catch (SessionStoreException e) {
            if (!sessions.stateless() || !session.id().equals(session.storedId().orElse(session.id()))) {
                throw e;
            }
            withoutStore = true;
            LOG.warn(
                    "the store failed: a request continues, but its changes of the session are lost: {}",
                    e.getMessage());
        } catch (SessionGoneException dropped) {
            LOG.debug("the session ended while a request was using it; the change is dropped");
        }
    }
}

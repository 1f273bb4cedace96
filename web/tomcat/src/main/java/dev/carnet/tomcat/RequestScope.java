package dev.carnet.tomcat;

import dev.carnet.error.SessionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.CommitHook;
import org.jspecify.annotations.Nullable;

/**
 * A request with the sessions it uses, through all its dispatches: Tomcat asks a manager for a session by its id alone, so the
 * thread remembers which request asks. Thread-safe.
 */
final class RequestScope implements CommitHook.Listener {
    private static final String NOTE = RequestScope.class.getName();
    private static final ThreadLocal<@Nullable RequestScope> CURRENT = new ThreadLocal<>();

    private final Request request;

    /** One, but for requests that are dispatched to another application. */
    private final Map<CarnetManager, RequestUse> uses = new ConcurrentHashMap<>(1);

    /** The id as the browser sent it: Tomcat replaces it when the session's id changes. */
    private final @Nullable String askedId;

    private volatile boolean ended;

    private RequestScope(Request request) {
        this.request = request;
        this.askedId = request.getRequestedSessionId();
    }

    /** The scope of a request, begun when it is asked for the first time. */
    static RequestScope of(Request request) {
        if (request.getNote(NOTE) instanceof RequestScope known) {
            return known;
        }
        RequestScope scope = new RequestScope(request);
        request.setNote(NOTE, scope);
        CommitHook.install(request.getResponse().getCoyoteResponse(), scope);
        return scope;
    }

    /** The scope of the request that this thread serves; null if it serves none. */
    static @Nullable RequestScope current() {
        return CURRENT.get();
    }

    /** Makes a scope, or with null none, this thread's; gives the one before. */
    static @Nullable RequestScope enter(@Nullable RequestScope scope) {
        RequestScope before = CURRENT.get();
        if (scope == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(scope);
        }
        return before;
    }

    Request request() {
        return request;
    }

    @Nullable
    String askedId() {
        return askedId;
    }

    Response response() {
        return request.getResponse();
    }

    RequestUse use(CarnetManager manager) {
        return uses.computeIfAbsent(manager, each -> new RequestUse(each, this));
    }

    /**
     * Stores what changed.
     *
     * @throws SessionException if that failed, now or before
     */
    void store() {
        uses.values().forEach(RequestUse::store);
    }

    boolean isClosed() {
        return ended;
    }

    /** Tells the browser what the store has carried out although it failed. */
    void tellStored() {
        uses.forEach((manager, use) -> TomcatCookie.of(manager, this).tellStored(use));
    }

    /** What is put from now on would be stored by nobody. */
    void close() {
        ended = true;
        uses.values().forEach(each -> each.requested().close());
    }

    /** On the thread of a valve the failure is thrown and answered there; elsewhere nobody would. */
    @Override
    public void beforeCommit() {
        try {
            if (!ended) {
                store();
            }
        } catch (SessionException e) {
            if (CURRENT.get() == this) {
                throw e;
            }
            close();
            OutageAnswer.inPlaceOfCommit(response().getCoyoteResponse(), e);
            tellStored();
            return;
        }
        uses.forEach((manager, use) -> TomcatCookie.of(manager, this).beforeCommit(use));
    }

    /** The end of an asynchronous request, which passes no valve. */
    @Override
    public void atEnd() {
        if (ended || CURRENT.get() == this) {
            return;
        }
        try {
            store();
        } catch (SessionException e) {
            OutageAnswer.breakOff(response(), e);
        }
        close();
    }
}

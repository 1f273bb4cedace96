package dev.carnet.tomcat;

import dev.carnet.error.SessionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.CommitHook;
import org.jspecify.annotations.Nullable;

/**
 * A request, including all its dispatches, and the sessions that it uses. Tomcat asks a manager for a session by id only, so
 * the thread remembers for which request. Thread-safe.
 */
final class RequestScope implements CommitHook.Listener {
    private static final String NOTE = RequestScope.class.getName();
    private static final ThreadLocal<@Nullable RequestScope> CURRENT = new ThreadLocal<>();

    private final Request request;

    /** More than one only if the request is dispatched to another application. */
    private final Map<CarnetManager, RequestUse> uses = new ConcurrentHashMap<>(1);

    /** The id that the browser sent. Tomcat's own copy changes with the session's id. */
    private final @Nullable String askedId;

    private volatile boolean ended;

    private RequestScope(Request request) {
        this.request = request;
        this.askedId = request.getRequestedSessionId();
    }

    /** The scope of a request, created on the first call. */
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

    /** Makes a scope this thread's current one, or clears it if null. Returns the previous scope. */
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
     * Stores the changes.
     *
     * @throws SessionException if that fails now or has failed before
     */
    void store() {
        uses.values().forEach(RequestUse::store);
    }

    boolean isClosed() {
        return ended;
    }

    /** Sends the cookie for what the store has carried out despite its failure. */
    void tellStored() {
        uses.forEach((manager, use) -> TomcatCookie.of(manager, this).tellStored(use));
    }

    /** Refuses further changes, because nothing would store them. */
    void close() {
        ended = true;
        uses.values().forEach(each -> each.requested().close());
    }

    /** On a valve's thread, a failure is thrown, and the valve answers it. Elsewhere it is answered here. */
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

    /** Stores at the end of an asynchronous request, which passes no valve. */
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

package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionException;
import dev.carnet.web.SharedCaches;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The browser's side of a request's session: the id with which it asked, and what the response must tell it. Guarded by
 * its {@link RequestSession}.
 */
final class BrowserSide {
    private final SessionIdResolver resolver;
    private final HttpServletRequest request;

    private @Nullable List<String> candidates;
    private boolean lookedUp;
    private @Nullable SessionException lookUpFailure;

    /** The id by which the browser has joined a session, as it came. */
    private @Nullable String joinedId;

    /** The session whose id the browser has, or has once it reads this response. */
    private @Nullable Session known;

    /** What this response says. */
    private @Nullable SessionId toldId;

    private boolean toldEnd;

    BrowserSide(SessionIdResolver resolver, HttpServletRequest request) {
        this.resolver = resolver;
        this.request = request;
    }

    /** The id it asked for; null if it asked for none. Asks no store. */
    @Nullable
    String requestedId() {
        return joinedId != null ? joinedId : candidates().stream().findFirst().orElse(null);
    }

    private List<String> candidates() {
        if (candidates == null) {
            candidates = resolver.resolve(request);
        }
        return candidates;
    }

    /**
     * The session it asked for, when called for the first time. The store is asked then and never again, whatever came of
     * it: after an outage a second question would only wait once more.
     */
    Optional<Session> join(SessionEngine engine) {
        if (lookUpFailure != null) {
            throw lookUpFailure;
        }
        if (lookedUp) {
            return Optional.empty();
        }
        lookedUp = true;
        try {
            for (String candidate : candidates()) {
                Optional<Session> found = retrieve(engine, candidate);
                if (found.isPresent()) {
                    joinedId = candidate;
                    known = found.get();
                    return found;
                }
            }
            return Optional.empty();
        } catch (SessionException e) {
            lookUpFailure = e;
            throw e;
        }
    }

    private static Optional<Session> retrieve(SessionEngine engine, String candidate) {
        return SessionId.parse(candidate).flatMap(engine::retrieve);
    }

    /**
     * Ends the other sessions it has ids of under the cookie's name, so that a logout leaves none to come back to.
     *
     * @throws dev.carnet.error.SessionStoreException if that could not be stored
     */
    void endOthers(SessionEngine engine) {
        for (String candidate : candidates()) {
            if (!candidate.equals(joinedId)) {
                retrieve(engine, candidate).ifPresent(engine::destroy);
            }
        }
    }

    /** Ends the session that the container itself has for the browser, if any. */
    void endContainersSession() {
        HttpSession containers = request.getSession(false);
        if (containers != null) {
            containers.invalidate();
        }
    }

    /**
     * Tells it, in a response that is not committed, what it does not know yet. Says the same when asked again.
     *
     * @param live the current session; null if there is none
     * @param promise whether it is told the id of a session too that is not stored yet
     */
    void tell(HttpServletResponse response, @Nullable Session live, boolean promise) {
        SessionId id = idToTell(live, promise || knows(live));
        if (id != null) {
            if (!id.value().equals(joinedId)) {
                resolver.send(request, response, id);
                SharedCaches.forbid(response);
                known = live;
                toldId = id;
            }
        } else if (known != null && known.isDestroyed()) {
            resolver.expire(request, response);
            SharedCaches.forbid(response);
            toldId = null;
            toldEnd = true;
        }
    }

    private static @Nullable SessionId idToTell(@Nullable Session live, boolean promise) {
        return live == null ? null : live.storedId().orElse(promise ? live.id() : null);
    }

    /** Whether this response says something of it, so that it is nobody else's. */
    boolean isTold() {
        return toldId != null || toldEnd;
    }

    /** Whether it has been told the id of a session in this response. */
    boolean knows(@Nullable Session session) {
        return session != null && toldId != null && session.id().equals(toldId);
    }

    /**
     * Whether it does not know yet what it has to be told of its session now.
     *
     * @param live the current session; null if there is none
     */
    boolean hasNews(@Nullable Session live) {
        if (live != null && live.isValid()) {
            boolean isWorthTelling = live.isStored() || !live.names().isEmpty() || live.principal() != null;
            return isWorthTelling && !knows(live) && !live.id().value().equals(joinedId);
        }
        return !toldEnd && known != null && known.isDestroyed();
    }
}

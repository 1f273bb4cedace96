package dev.carnet.tomcat;

import dev.carnet.error.SessionStoreException;
import jakarta.servlet.http.Cookie;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * An outage while Tomcat chooses which version of an application, or which of several session cookies, a request is for. Tomcat
 * chooses before any valve runs, takes an exception for "no session" or ends the request with an empty 200. So the thread
 * remembers the failure until its valve can answer.
 *
 * @param id that was asked for
 */
record ChoiceFailure(String id, SessionStoreException cause) {
    private static final ThreadLocal<@Nullable ChoiceFailure> LAST = new ThreadLocal<>();

    static void remember(String id, SessionStoreException cause) {
        LAST.set(new ChoiceFailure(id, cause));
    }

    /**
     * Forgets what is remembered.
     *
     * @throws SessionStoreException if the choice of this request's session failed
     */
    static void requireNone(Request request) {
        ChoiceFailure last = LAST.get();
        if (last != null) {
            LAST.remove();
            if (last.isOf(request)) {
                throw last.cause;
            }
        }
    }

    /** Not of one before on this thread that reached no valve. */
    private boolean isOf(Request request) {
        if (id.equals(request.getRequestedSessionId())) {
            return true;
        }
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie each : cookies) {
                if (id.equals(each.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }
}

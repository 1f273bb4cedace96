package dev.carnet.tomcat;

import dev.carnet.error.SessionStoreException;
import jakarta.servlet.http.Cookie;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * An outage while Tomcat chooses the version of an application, or one of several session cookies, for a request. Tomcat
 * chooses before any valve runs. It treats an exception as a missing session, or ends the request with an empty 200.
 * Therefore the thread remembers the failure until a valve can answer.
 *
 * @param id the requested id
 */
record ChoiceFailure(String id, SessionStoreException cause) {
    private static final ThreadLocal<@Nullable ChoiceFailure> LAST = new ThreadLocal<>();

    static void remember(String id, SessionStoreException cause) {
        LAST.set(new ChoiceFailure(id, cause));
    }

    /**
     * Clears the remembered failure.
     *
     * @throws SessionStoreException if it was this request's choice that failed
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

    /** False for an earlier request of this thread that never reached a valve. */
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

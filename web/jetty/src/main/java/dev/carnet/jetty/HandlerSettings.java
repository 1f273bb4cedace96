package dev.carnet.jetty;

import org.eclipse.jetty.session.AbstractSessionManager;

/** What a deployment has set on the session handler that Carnet's replaces. */
public final class HandlerSettings {
    private HandlerSettings() {}

    /** Sets on one handler what is set on another; what is not stays as it is. */
    public static void copy(AbstractSessionManager from, AbstractSessionManager to) {
        String cookie = from.getSessionCookie();
        if (cookie != null) {
            to.setSessionCookie(cookie);
        }
        from.getSessionCookieAttributes().forEach(to::setSessionCookieAttribute);
        to.setSecureRequestOnly(from.isSecureRequestOnly());
        String parameter = from.getSessionIdPathParameterName();
        if (parameter != null) {
            to.setSessionIdPathParameterName(parameter);
        }
        to.setCheckingRemoteSessionIdEncoding(from.isCheckingRemoteSessionIdEncoding());
        // Both is Jetty's default, which nobody may have set: Carnet's, cookies alone, stays.
        if (!from.isUsingCookies()) {
            to.setUsingCookies(false);
            to.setUsingUriParameters(from.isUsingUriParameters());
        }
        if (from.getMaxInactiveInterval() > 0) {
            to.setMaxInactiveInterval(from.getMaxInactiveInterval());
        }
        from.getEventListeners().forEach(to::addEventListener);
    }
}

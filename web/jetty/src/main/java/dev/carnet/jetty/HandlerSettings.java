package dev.carnet.jetty;

import org.eclipse.jetty.session.AbstractSessionManager;

/** The settings of the session handler that Carnet's handler replaces. */
public final class HandlerSettings {
    private HandlerSettings() {}

    /** Copies the settings of one handler to another; settings without a value are not copied. */
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
        // Cookies and URLs together is Jetty's default, perhaps set by nobody: Carnet's default, cookies only, stays.
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

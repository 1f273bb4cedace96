package dev.carnet.tomcat;

import dev.carnet.config.CookieOptions;
import jakarta.servlet.SessionCookieConfig;
import java.time.Duration;
import org.apache.catalina.Context;

/**
 * Applies the configuration's cookie settings to Tomcat's session cookie. Settings that it does not name stay as in the
 * application and in Tomcat, except SameSite, whose default is {@code Lax}.
 */
final class SessionCookieSettings {
    private static final String SAME_SITE = "SameSite";

    private SessionCookieSettings() {}

    static void apply(CookieOptions options, Context context) {
        CookieOptions defaults = CookieOptions.DEFAULTS;
        if (options.name() != null) {
            context.setSessionCookieName(options.name());
        }
        if (options.domain() != null) {
            context.setSessionCookieDomain(options.domain());
        }
        if (!options.path().equals(defaults.path())) {
            context.setSessionCookiePath(options.path());
        }
        context.setUseHttpOnly(options.httpOnly());
        if (options.partitioned()) {
            context.setUsePartitioned(true);
        }
        SessionCookieConfig cookie = context.getServletContext().getSessionCookieConfig();
        if (options.sameSite() != defaults.sameSite() || cookie.getAttribute(SAME_SITE) == null) {
            cookie.setAttribute(SAME_SITE, options.sameSite().spelling());
        }
        Duration maxAge = options.maxAge();
        if (maxAge != null) {
            cookie.setAttribute("Max-Age", Long.toString(maxAge.toSeconds()));
        }
        if (options.secure() != null) {
            cookie.setAttribute("Secure", options.secure().toString());
        }
    }
}

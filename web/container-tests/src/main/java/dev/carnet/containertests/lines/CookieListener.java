package dev.carnet.containertests.lines;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;

/** Says what an application's session cookie is like, as one may while it starts. */
public final class CookieListener implements ServletContextListener {
    static final String MODES = "modes";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setName("TICKET");
        cookie.setPath("/cookies/");
        cookie.setDomain("example.com");
        cookie.setMaxAge(500);
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
        context.setAttribute(MODES, context.getEffectiveSessionTrackingModes());
    }
}

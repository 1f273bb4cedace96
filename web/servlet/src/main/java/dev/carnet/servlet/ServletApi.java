package dev.carnet.servlet;

import dev.carnet.web.Accessors;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;

/** The container's version of the Servlet API: 6.0 is required; features of 6.1 are used if available. */
final class ServletApi {
    private static final int LOWEST = 6;

    /** Whether an {@link HttpSession} can be opened outside its request, which needs 6.1. */
    static final boolean HAS_ACCESSORS = Accessors.ARE_THERE;

    private ServletApi() {}

    static void requireSupported(ServletContext context) throws ServletException {
        if (context.getMajorVersion() < LOWEST) {
            throw new ServletException(
                    "Carnet's SessionFilter needs Jakarta Servlet 6.0 or newer (Tomcat 10.1, Jetty 12.0,"
                            + " Undertow 2.3); " + context.getServerInfo() + " has " + context.getMajorVersion() + "."
                            + context.getMinorVersion());
        }
    }
}

package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import jakarta.servlet.ServletContext;

/**
 * A session as Servlet 6.1 describes it. A class of its own, so that nothing which is used on 6.0 mentions a type that is
 * not there: even listing the methods of such a class fails, as expression languages do.
 */
final class AccessibleHttpSession extends HttpSessionAdapter {
    AccessibleHttpSession(
            SessionEngine engine,
            Session session,
            ServletContext context,
            SessionListeners listeners,
            SessionScope scope) {
        super(engine, session, context, listeners, scope);
    }

    @Override
    public Accessor getAccessor() {
        requireValid();
        return new SessionAccessor(engine(), session().id(), getServletContext(), listeners());
    }
}

package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import jakarta.servlet.ServletContext;

/**
 * A session for Servlet 6.1. A separate class, so that classes used on 6.0 do not refer to missing types: even listing
 * the methods of such a class fails, which expression languages do.
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

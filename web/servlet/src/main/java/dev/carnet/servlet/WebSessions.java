package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.web.ClearSiteData;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of one web application have in common. Immutable.
 *
 * @param stateless whether a request goes on without its session when the store fails
 * @param maxIdle how long its new sessions live without an access; null is as the engine has it
 */
record WebSessions(
        SessionEngine engine,
        SessionIdResolver resolver,
        SessionListeners listeners,
        ServletContext context,
        boolean stateless,
        @Nullable Duration maxIdle) {

    /** The same, where the browser is told to forget more than its cookie when a session ends. */
    WebSessions clearing(ClearSiteData forgotten) {
        return new WebSessions(
                engine, new ClearingIdResolver(resolver, forgotten), listeners, context, stateless, maxIdle);
    }

    /** A session as the container's Servlet API describes it. */
    HttpSessionAdapter adapt(Session session, SessionScope scope) {
        return HttpSessionAdapter.of(engine, session, context, listeners, scope);
    }

    Session newSession() {
        Session session = engine.newSession();
        if (maxIdle != null) {
            session.setMaxIdle(maxIdle);
        }
        return session;
    }
}

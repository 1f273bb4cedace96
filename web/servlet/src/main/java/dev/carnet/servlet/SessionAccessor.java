package dev.carnet.servlet;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;

/**
 * Opens a session outside any request, with one read, and one write if something changed. A session that began in a
 * request can be opened after that request has stored it.
 */
final class SessionAccessor implements HttpSession.Accessor, SessionScope {
    private final SessionEngine engine;
    private final SessionId id;
    private final ServletContext context;
    private final SessionListeners listeners;

    SessionAccessor(SessionEngine engine, SessionId id, ServletContext context, SessionListeners listeners) {
        this.engine = engine;
        this.id = id;
        this.context = context;
        this.listeners = listeners;
    }

    /**
     * @throws IllegalStateException if the session has ended or has another id, now or when the changes were to be stored
     */
    @Override
    public void access(Consumer<HttpSession> consumer) {
        Session session = engine.retrieve(id)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "the session is not stored yet, has ended or has another id; ask its request for a new accessor"));
        HttpSessionAdapter adapter = HttpSessionAdapter.of(engine, session, context, listeners, this);
        try {
            consumer.accept(adapter);
        } catch (RuntimeException | Error e) {
            storeBeside(e, adapter);
            throw e;
        }
        store(adapter);
    }

    private static void store(HttpSessionAdapter adapter) {
        if (adapter.session().isValid()) {
            try {
                adapter.store(true);
            } catch (SessionGoneException e) {
                throw new IllegalStateException("the session has ended in the meantime; the change is dropped", e);
            }
        }
    }

    private static void storeBeside(Throwable failure, HttpSessionAdapter adapter) {
        try {
            store(adapter);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void beforeChange() {}

    @Override
    public void beforePut(Session session) {}

    @Override
    public void beforeEnd(HttpSessionAdapter session) {}

    @Override
    public void endNotStored(HttpSessionAdapter session) {}
}

package dev.carnet.tomcat;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;

/**
 * Opens a session as a request of its own would: one read, one write if something changed. What the request that gave it has
 * not stored yet is not seen, and a failure is the caller's to hear.
 */
final class DetachedAccess implements HttpSession.Accessor {
    private final CarnetManager manager;
    private final SessionId id;

    DetachedAccess(CarnetManager manager, SessionId id) {
        this.manager = manager;
        this.id = id;
    }

    /** @throws IllegalStateException if the session has ended or has another id, now or when the changes were to be stored */
    @Override
    public void access(Consumer<HttpSession> consumer) {
        Session session = manager.engine()
                .retrieve(id)
                .orElseThrow(
                        () -> new IllegalStateException("the session is not stored yet, has ended or has another id;"
                                + " ask its request for a new accessor"));
        try {
            consumer.accept(
                    CarnetSession.of(manager, session, new DetachedUse(manager)).getSession());
        } catch (RuntimeException | Error e) {
            storeBeside(e, session);
            throw e;
        }
        store(session);
    }

    private void store(Session session) {
        if (session.isValid()) {
            try {
                Session unused = manager.engine().flush(session);
            } catch (SessionGoneException e) {
                throw new IllegalStateException("the session has ended in the meantime; the change is dropped", e);
            }
        }
    }

    private void storeBeside(Throwable failure, Session session) {
        try {
            store(session);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}

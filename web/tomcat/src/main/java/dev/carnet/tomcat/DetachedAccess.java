package dev.carnet.tomcat;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;

/**
 * Opens a session like a separate request: one read, and one write if something changed. It does not see changes that the
 * request from which it was obtained has not stored yet. Failures are thrown to the caller.
 */
final class DetachedAccess implements HttpSession.Accessor {
    private final CarnetManager manager;
    private final SessionId id;

    DetachedAccess(CarnetManager manager, SessionId id) {
        this.manager = manager;
        this.id = id;
    }

    /** @throws IllegalStateException if the session has ended or has another id, either now or when its changes are stored */
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

package dev.carnet.tomcat;

import dev.carnet.Session;
import org.jspecify.annotations.Nullable;

/**
 * The use of a session without a request, such as through {@code HttpSession.Accessor}. It is stored when the access ends.
 */
record DetachedUse(CarnetManager manager) implements SessionUse {
    @Override
    public void beforeChange() {
        // The access is always open here: the caller ends it.
    }

    @Override
    public boolean tellsReplaced() {
        return manager.tellsReplaced();
    }

    @Override
    public void read(String name, @Nullable Object value) {
        // Values are not activated: only one piece of code uses the session.
    }

    @Override
    public void set(String name, @Nullable Object value) {
        // As above.
    }

    @Override
    public void end(Session session) {
        manager.sessions().engine().destroy(session);
    }

    @Override
    public void endAccess(Session session) {
        if (session.isValid()) {
            Session unused = manager.sessions().engine().flush(session);
        }
    }
}

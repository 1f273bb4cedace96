package dev.carnet.tomcat;

import dev.carnet.Session;
import org.jspecify.annotations.Nullable;

/**
 * The use of a session without a request, as by {@code HttpSession.Accessor}: it is stored when the access ends.
 */
record DetachedUse(CarnetManager manager) implements SessionUse {
    @Override
    public void beforeChange() {
        // Whoever accesses it ends the access.
    }

    @Override
    public boolean tellsReplaced() {
        return manager.tellsReplaced();
    }

    @Override
    public void read(String name, @Nullable Object value) {
        // It is in the hands of one piece of code, which reads it as it is.
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

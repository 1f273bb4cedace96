package dev.carnet.tomcat;

import dev.carnet.Session;
import org.jspecify.annotations.Nullable;

/** Who uses a session: a request, or code without one. Thread-safe. */
interface SessionUse {
    /** The session is about to be changed; throws {@link IllegalStateException} if nobody would store that. */
    void beforeChange();

    /** Whether somebody wants to know what an attribute was before it is replaced. */
    boolean tellsReplaced();

    /** A value was handed out. */
    void read(String name, @Nullable Object value);

    /** A value was put, or with null removed. */
    void set(String name, @Nullable Object value);

    /** Ends the session in the store. */
    void end(Session session);

    /** The application, or the container, does not need the session for now. */
    void endAccess(Session session);
}

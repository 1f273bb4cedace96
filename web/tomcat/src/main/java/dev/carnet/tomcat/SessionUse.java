package dev.carnet.tomcat;

import dev.carnet.Session;
import org.jspecify.annotations.Nullable;

/** The user of a session: a request, or code outside a request. Thread-safe. */
interface SessionUse {
    /** Called before a change; throws {@link IllegalStateException} if nothing would store it. */
    void beforeChange();

    /** Whether a listener needs the previous value of an attribute that is replaced. */
    boolean tellsReplaced();

    /** Called when a value was read. */
    void read(String name, @Nullable Object value);

    /** Called when a value was set, or removed if null. */
    void set(String name, @Nullable Object value);

    /** Ends the session in the store. */
    void end(Session session);

    /** Called when the application or the container does not need the session for now. */
    void endAccess(Session session);
}

package dev.carnet.servlet;

import dev.carnet.Session;

/** What an {@link HttpSessionAdapter} asks and tells whoever it serves, a request or an accessor. */
interface SessionScope {
    /** The session is about to be changed; throws {@link IllegalStateException} if nobody would store that. */
    void beforeChange();

    /** An attribute is about to be put; throws {@link IllegalStateException} if it would come to nothing. */
    void beforePut(Session session);

    /** The session is about to end, and what goes with it. */
    void beforeEnd(HttpSessionAdapter session);

    /** The session was to end, but the store did not answer. */
    void endNotStored(HttpSessionAdapter session);
}

package dev.carnet.spi.carried;

import dev.carnet.error.UnreadableSessionException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the sessions that another framework keeps entirely in its cookies. The engine stores such a session when a request
 * brings it, under an id of its own. Thread-safe.
 */
public interface CarriedSessions {
    /**
     * The prefix of a note's key, after {@link dev.carnet.options.SessionOptions#keyPrefix}. A note is a record without
     * attributes; it says that a cookie was used and to which session it led, so that a copy of the cookie does not bring
     * an ended session back. No id and no digest contains a dot, so no cookie names a note.
     */
    String NOTE = "moved.";

    /** Whether a text may be such a cookie, judged by one look: a tilde separates its parts. */
    static boolean mayBe(String cookie) {
        return cookie.indexOf('~') >= 0;
    }

    /**
     * Reads the session in a cookie.
     *
     * @param cookie what the browser sent, which may be anything
     * @return empty unless the session was made with the right secret, was not altered, and has not expired
     * @throws UnreadableSessionException if it is genuine but cannot be read; the message contains none of its values
     */
    Optional<CarriedSession> read(String cookie, Instant now);
}

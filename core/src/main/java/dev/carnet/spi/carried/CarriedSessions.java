package dev.carnet.spi.carried;

import dev.carnet.error.UnreadableSessionException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the sessions of another framework that browsers carry whole, in their cookies. The engine stores such a session when a
 * request brings it, under an id of its own. Thread-safe.
 */
public interface CarriedSessions {
    /**
     * What the key of a note begins with, behind {@link dev.carnet.options.SessionOptions#keyPrefix}: a record without attributes
     * that says that a cookie was used, so that a copy of it does not bring its session back. No id and no digest has a dot, so
     * no cookie names a note.
     */
    String NOTE = "moved.";

    /** Whether a text may be such a cookie, as far as one look tells: its parts are separated by this character. */
    static boolean mayBe(String cookie) {
        return cookie.indexOf('~') >= 0;
    }

    /**
     * The session that a cookie holds.
     *
     * @param cookie what the browser sent, which may be anything
     * @return empty for anything but a session that was made with the right secret, was not changed on its way, and has not
     *     expired
     * @throws UnreadableSessionException if it is genuine and cannot be read; the message shows none of it
     */
    Optional<CarriedSession> read(String cookie, Instant now);
}

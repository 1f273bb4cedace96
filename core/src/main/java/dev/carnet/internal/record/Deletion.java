package dev.carnet.internal.record;

import dev.carnet.error.UnconfirmedWriteException;
import org.jspecify.annotations.Nullable;

/**
 * A deletion that the store has carried out.
 *
 * @param found whether a session was deleted
 * @param unconfirmed the exception for the caller, if the deletion was not confirmed as required; otherwise null
 */
public record Deletion(boolean found, @Nullable UnconfirmedWriteException unconfirmed) {
    public static final Deletion NOTHING_THERE = new Deletion(false, null);

    /** Throws the failure, if there is one. */
    public void requireConfirmed() {
        if (unconfirmed != null) {
            throw unconfirmed;
        }
    }
}

package dev.carnet.internal.record;

import dev.carnet.error.UnconfirmedWriteException;
import org.jspecify.annotations.Nullable;

/**
 * A deletion that the store has carried out.
 *
 * @param found whether there was something to delete
 * @param unconfirmed the failure to tell the caller, if others did not confirm the deletion; null if it is as safe as wanted
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

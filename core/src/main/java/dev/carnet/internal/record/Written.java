package dev.carnet.internal.record;

import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.SessionRecord;
import org.jspecify.annotations.Nullable;

/**
 * A write that the store has carried out.
 *
 * @param session the stored record
 * @param unconfirmed the exception for the caller, if the write was not confirmed as required; otherwise null
 */
public record Written(SessionRecord session, @Nullable UnconfirmedWriteException unconfirmed) {
    /** Throws the failure, if there is one; to be called once the session knows its new state. */
    public void requireConfirmed() {
        if (unconfirmed != null) {
            throw unconfirmed;
        }
    }
}

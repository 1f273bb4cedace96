package dev.carnet.internal.record;

import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.SessionRecord;
import org.jspecify.annotations.Nullable;

/**
 * A write that the store has carried out.
 *
 * @param session what is stored now
 * @param unconfirmed the failure to tell the caller, if others did not confirm the write; null if it is as safe as wanted
 */
public record Written(SessionRecord session, @Nullable UnconfirmedWriteException unconfirmed) {
    /** Throws the failure, if there is one; to be called once the session knows its new state. */
    public void requireConfirmed() {
        if (unconfirmed != null) {
            throw unconfirmed;
        }
    }
}

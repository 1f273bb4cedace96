package dev.carnet.dancer.share;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as the Perl application's store has it.
 *
 * @param content its bytes, one a character (ISO 8859-1), so that records can be compared
 * @param lastActive when the store says that it was last written, or null if it does not say
 * @param expiresAt when the store will delete it by itself, or null if it will not
 */
record RawRecord(
        String content,
        @Nullable Instant lastActive,
        @Nullable Instant expiresAt) {
    /** Without the content: values may be personal. */
    @Override
    public String toString() {
        return "RawRecord[" + content.length() + " bytes]";
    }
}

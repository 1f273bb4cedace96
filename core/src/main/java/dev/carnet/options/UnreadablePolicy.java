package dev.carnet.options;

import dev.carnet.error.SessionCodecException;
import dev.carnet.error.UnreadableSessionException;

/** What happens to a request whose stored session cannot be read. */
public enum UnreadablePolicy {
    /** It gets no session and may begin a new one under a new id; the stored bytes stay. */
    NEW_SESSION,
    /** It gets an {@link UnreadableSessionException} (a record) or a {@link SessionCodecException} (an attribute). */
    FAIL
}

package dev.carnet.options;

import dev.carnet.error.SessionCodecException;
import dev.carnet.error.UnreadableSessionException;

/** What a request gets whose stored session cannot be read. */
public enum UnreadablePolicy {
    /** No session, so that it may begin a new one under a new id; the stored bytes stay. */
    NEW_SESSION,
    /** An {@link UnreadableSessionException} (a record) or a {@link SessionCodecException} (an attribute). */
    FAIL
}

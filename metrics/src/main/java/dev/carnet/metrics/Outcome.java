package dev.carnet.metrics;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.UpdateResult;
import java.util.Locale;

/** The outcome of an operation; the tag {@code outcome}. */
enum Outcome {
    /** It was carried out. */
    DONE,
    /** The session does not exist. */
    ABSENT,
    /** The key of a new session already exists. */
    TAKEN,
    /** Another writer has changed the session in the meantime. */
    CONFLICT,
    /** A touch was too late, or the session has been written in the meantime. */
    REFUSED,
    /** The record cannot be read as a session. */
    UNREADABLE,
    /** The store did not answer. */
    UNREACHABLE,
    /** The pool of connections is exhausted; the store was not asked. */
    EXHAUSTED,
    /** The write was not confirmed by other servers. */
    UNCONFIRMED,
    /** The store does not accept the data. */
    REJECTED,
    /** Any other failure. */
    ERROR;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(UpdateResult result) {
        return switch (result) {
            case SAVED -> DONE;
            case CONFLICT -> CONFLICT;
            case GONE -> ABSENT;
        };
    }

    static Outcome of(RuntimeException failure) {
        if (failure instanceof StoreUnreachableException) {
            return UNREACHABLE;
        }
        if (failure instanceof PoolExhaustedException) {
            return EXHAUSTED;
        }
        if (failure instanceof UnconfirmedWriteException) {
            return UNCONFIRMED;
        }
        if (failure instanceof UnreadableSessionException) {
            return UNREADABLE;
        }
        return failure instanceof SessionDataException ? REJECTED : ERROR;
    }
}

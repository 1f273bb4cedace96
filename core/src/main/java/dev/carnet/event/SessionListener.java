package dev.carnet.event;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of sessions, on the thread that caused them, after the store has acknowledged them. An exception
 * from a listener is logged and has no other effect. Implementations must be thread-safe.
 */
public interface SessionListener {
    /** A session was stored for the first time. */
    default void created(SessionInfo session) {}

    /** A session has a new id; the old one is invalid. */
    default void idChanged(SessionInfo session) {}

    /** A session was ended. Exactly one of several racing callers reports it. */
    default void destroyed(SessionInfo session, DestroyReason reason) {}

    /**
     * A session was found expired and was deleted. Exactly one of several racing processes reports it. See
     * {@link #wantsExpired}.
     */
    default void expired(SessionInfo session) {}

    /**
     * Like {@link #expired(SessionInfo)}, with the session's attributes. The engine calls this method; its default
     * implementation calls the other one.
     *
     * @param attributes empty in a sweep unless a listener {@linkplain #wantsExpiredAttributes() needs them}
     */
    default void expired(SessionInfo session, ExpiredAttributes attributes) {
        expired(session);
    }

    /**
     * Whether the listener needs the attributes of every expired session; by default whether it implements
     * {@link #expired(SessionInfo, ExpiredAttributes)}. Only then a sweep reads them. Called once, when the engine is
     * built.
     */
    default boolean wantsExpiredAttributes() {
        return ListenerMethods.isImplemented(getClass(), "expired", SessionInfo.class, ExpiredAttributes.class);
    }

    /**
     * Whether the listener needs {@link #expired(SessionInfo)} for every session; by default whether it implements that
     * method. A store whose technology deletes expired sessions itself is swept in the background only if a listener
     * needs these events. Otherwise {@link #expired(SessionInfo)} is called there only for sessions that a request finds
     * expired. Called once, when the engine is built.
     */
    default boolean wantsExpired() {
        return wantsExpiredAttributes() || ListenerMethods.isImplemented(getClass(), "expired", SessionInfo.class);
    }

    /**
     * A session was found expired but could not be deleted. The request got no session. As long as the record exists, a
     * late write may still extend it.
     *
     * @param cause the store's exception; null if it reported that it deleted nothing
     */
    default void expiredNotDeleted(SessionInfo session, @Nullable SessionStoreException cause) {}

    /**
     * A request had a well-formed id without a session: the session has ended or was swept, or somebody is guessing ids.
     * Use it to count; the id is not passed.
     */
    default void unknownId() {}

    /**
     * Within a minute, at least 100 requests had ids without a session, and more than had ids of live sessions: somebody
     * may be guessing ids. Called at most once a minute. An id has 240 random bits, so guesses do not succeed, but they
     * indicate an attack.
     *
     * @param unknown the number of such requests so far in this minute
     */
    default void guessingSuspected(int unknown) {}

    /** An attribute's stored bytes could not be read: it is absent, and its bytes stay until the name is written. */
    default void attributeUnreadable(SessionInfo session, String name, SessionCodecException cause) {}

    /**
     * Another thread kept changing an attribute's value while it was encoded, so it was not stored: the store keeps its
     * previous value. All other changes of the request are stored.
     */
    default void attributeNotStored(SessionInfo session, String name, ChangingValueException cause) {}

    /**
     * The value read of an attribute lacks or changes something that is stored: its class has lost a field or converts
     * its arguments, or another program has written the value. When the value is stored again, the missing data is lost.
     * Called at the flush of a request that has read the attribute; immutable values (texts, numbers, dates) and values
     * read as a class that is not allowed are not compared.
     */
    default void attributeAltered(SessionInfo session, String name) {}

    /** A stored record could not be read: the request got no session, and the record stays unchanged. */
    default void recordUnreadable(UnreadableSessionException cause) {}

    /**
     * Another writer had changed the session since it was read; both changes are stored.
     *
     * @param attempts the number of write attempts, at least 2
     */
    default void conflictMerged(SessionInfo session, int attempts) {}

    /** The session no longer existed when a request stored its changes; the changes were dropped. */
    default void writeDropped(SessionInfo session) {}

    /**
     * An access could not be stored. The request continues, because the data that it read is valid. If all touches fail
     * for the duration of the idle timeout, the session expires even if it is in use.
     */
    default void touchFailed(SessionInfo session, SessionStoreException cause) {}

    /**
     * The store failed.
     *
     * @param operation the store's method, such as {@code "find"}
     * @param session the session concerned, or null
     */
    default void storeFailed(String operation, @Nullable SessionInfo session, SessionStoreException cause) {}

    /**
     * The store has not answered for a second. From now on calls fail immediately, except for one a second that tries
     * the store.
     *
     * @param cause the latest failure
     */
    default void storeDown(SessionStoreException cause) {}

    /** The store answers again after {@link #storeDown}. */
    default void storeUp() {}
}

package dev.carnet.event;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import org.jspecify.annotations.Nullable;

/**
 * Told what happens to sessions, on the thread that did it, after the store has acknowledged it. What a listener throws
 * is logged and changes nothing. Listeners are called by many threads at once.
 */
public interface SessionListener {
    /** A session was stored for the first time. */
    default void created(SessionInfo session) {}

    /** A session answers to a new id; the old one is dead. */
    default void idChanged(SessionInfo session) {}

    /** A session was ended by somebody. Of several racing callers exactly one tells. */
    default void destroyed(SessionInfo session, DestroyReason reason) {}

    /**
     * A session was found expired and deleted. Of several racing processes exactly one tells. See {@link #wantsExpired}.
     */
    default void expired(SessionInfo session) {}

    /**
     * The same, with what the session held. Told in place of {@link #expired(SessionInfo)}, which it calls unless it is
     * implemented.
     *
     * @param attributes empty in a sweep unless a listener {@linkplain #wantsExpiredAttributes() wants them}
     */
    default void expired(SessionInfo session, ExpiredAttributes attributes) {
        expired(session);
    }

    /**
     * Whether it needs the attributes of every expired session, the default for whoever implements {@link
     * #expired(SessionInfo, ExpiredAttributes)}. A sweep then reads them, which it otherwise does not. Asked once, when the
     * engine is made.
     */
    default boolean wantsExpiredAttributes() {
        return ListenerMethods.isImplemented(getClass(), "expired", SessionInfo.class, ExpiredAttributes.class);
    }

    /**
     * Whether it needs {@link #expired(SessionInfo)} for every session, the default for whoever implements that. Only then a store whose
     * technology deletes expired sessions by itself is swept in the background: it would tell nobody. Without, {@link
     * #expired(SessionInfo)} is told there only of those that a request comes upon. Asked once, when the engine is made.
     */
    default boolean wantsExpired() {
        return wantsExpiredAttributes() || ListenerMethods.isImplemented(getClass(), "expired", SessionInfo.class);
    }

    /**
     * A session was found expired but could not be deleted. The request got no session. While the record stays, a late write
     * may still extend it.
     *
     * @param cause what the store said; null if it answered that it had deleted nothing
     */
    default void expiredNotDeleted(SessionInfo session, @Nullable SessionStoreException cause) {}

    /**
     * A request asked by a well-formed id for a session that is not there: it has ended or expired and was swept, or somebody
     * guesses. To be counted; which id it was is told to nobody.
     */
    default void unknownId() {}

    /**
     * Within a minute at least 100 requests asked for sessions that are not there, and more than for sessions that are: perhaps
     * somebody guesses ids. Told once a minute at most. An id has 240 random bits, so a guess does not hit; but it shows intent.
     *
     * @param unknown how many there were so far in this minute
     */
    default void guessingSuspected(int unknown) {}

    /** An attribute's stored bytes could not be read: it is absent, and its bytes stay until the name is written. */
    default void attributeUnreadable(SessionInfo session, String name, SessionCodecException cause) {}

    /**
     * An attribute's value was changed by another thread for as long as it was looked at, so it was not stored: the store holds
     * what it held before. Everything else that the request changed is stored.
     */
    default void attributeNotStored(SessionInfo session, String name, ChangingValueException cause) {}

    /**
     * What was read of an attribute lacks something that is stored, or has something else in its place: its class has lost a
     * field or makes something else of what it is given, or another program has written it. Once the value is stored again,
     * what it lacks is gone. Told at a flush of a request that has read it; values that never change (texts, numbers, dates)
     * and values read as a class that is not allowed are not compared.
     */
    default void attributeAltered(SessionInfo session, String name) {}

    /** A stored record could not be read: the request got no session, the record stays as it is. */
    default void recordUnreadable(UnreadableSessionException cause) {}

    /**
     * Somebody else had written the session since it was read; both changes are stored.
     *
     * @param attempts how many writes it took, at least 2
     */
    default void conflictMerged(SessionInfo session, int attempts) {}

    /** The session was gone when a request came to store its change; the change was dropped. */
    default void writeDropped(SessionInfo session) {}

    /**
     * An access could not be stored. The request goes on: what it read is right. If every touch fails for as long as the
     * idle timeout, the session expires although it is in use.
     */
    default void touchFailed(SessionInfo session, SessionStoreException cause) {}

    /**
     * The store failed.
     *
     * @param operation the store's method, such as {@code "find"}
     * @param session the session concerned, where there is one
     */
    default void storeFailed(String operation, @Nullable SessionInfo session, SessionStoreException cause) {}

    /**
     * The store has given no answer for a second. From now on calls fail at once, but for one a second that asks again.
     *
     * @param cause the latest failure
     */
    default void storeDown(SessionStoreException cause) {}

    /** The store answers again after {@link #storeDown}. */
    default void storeUp() {}
}

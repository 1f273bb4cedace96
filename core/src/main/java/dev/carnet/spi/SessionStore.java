package dev.carnet.spi;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions. The engine above knows the rules; a store keeps what it is given and guards its writes.
 *
 * <p>Every method may be called by many threads at once, blocks for no longer than the client's timeout and holds no
 * monitor while it waits. A store reads no clock: instants are arguments. Absence and lost races are values; a broken
 * backend throws {@link SessionStoreException}, or one of its kinds: {@link StoreUnreachableException} if it gave no answer,
 * {@link PoolExhaustedException} if it was not asked, {@link UnconfirmedWriteException} for a write that is there but not as
 * safely as it should be. Data that the store cannot keep as they are throw {@link SessionDataException}. A find may be tried once more on a dead pooled connection, a write never.
 */
public interface SessionStore extends AutoCloseable {

    /** What this store is like; the same at every call. */
    StoreTraits traits();

    /** Inserts a session; false if the key is taken, and nothing was written. */
    boolean create(SessionRecord session);

    /**
     * The session stored under a key, in one round trip, read from the primary; an expired one is given too. Changes
     * nothing.
     *
     * @throws UnreadableSessionException if what is stored there is no session
     */
    Optional<SessionRecord> find(SessionKey key);

    /**
     * Writes a change in one round trip, key change included; a store that needs two for that inserts the new record
     * first and deletes the old one only if it is unchanged. A last access, and an expiry unless the idle limit is set,
     * is never moved back: see {@link SessionUpdate#over}. A store that applies deltas answers CONFLICT where the stored
     * idle limit is not the base's.
     *
     * @throws SessionStoreException also if the new key is taken, which a random key never is; nothing is written then
     */
    UpdateResult update(SessionUpdate update);

    /**
     * Notes an access, if the version is still the same and the last access grows; the expiry never moves back. False
     * proves nothing. The version stays.
     */
    boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt);

    /**
     * Deletes a session, whatever its version; exactly one of several racing callers gets true.
     *
     * @param ifExpiredBy if given, only a session that has expired by then is deleted
     */
    boolean delete(SessionKey key, @Nullable Instant ifExpiredBy);

    /**
     * Deletes sessions that have expired by an instant, repeating that condition in the deletion itself. A record that cannot
     * be read is passed over and counted; it neither ends the batch nor takes up its limit.
     *
     * @param limit the most to delete in this call, at least 1
     * @return those this call deleted; fewer than the limit only if nothing more was found
     */
    SweepBatch deleteExpired(Instant by, int limit);

    /**
     * A page of sessions. A record that cannot be read is passed over and named in the page. A session that is there during the whole scan is given exactly once, whatever is written
     * meanwhile. Without attributes, a header's size may be an estimate.
     *
     * @param cursor null to begin, then the last page's {@link SessionPage#nextCursor()}
     * @param limit the most to give, at least 1
     */
    SessionPage scan(SessionQuery query, @Nullable String cursor, int limit);

    /** Inserts sessions; gives how many, leaving out those whose key was taken. */
    default int createAll(Collection<SessionRecord> sessions) {
        return (int) sessions.stream().filter(this::create).count();
    }

    /** Deletes sessions whatever their version; gives how many this call deleted. */
    default int deleteAll(Collection<SessionKey> keys) {
        return (int) keys.stream().filter(key -> delete(key, null)).count();
    }

    /** The live client below, if it is of this type: a {@code DataSource}, a {@code MongoClient}. */
    default <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Releases what the store opened itself; a client that was handed in stays open. */
    @Override
    void close();
}

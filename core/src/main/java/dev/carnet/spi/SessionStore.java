package dev.carnet.spi;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
    /** How many headers the defaults read at a time. */
    int COUNTED_AT_ONCE = 1000;

    /** What this store is like; the same at every call. */
    StoreTraits traits();

    /**
     * Inserts a session with the version, times and limits it has; false if the key is taken, and nothing was written.
     */
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
     * @param ifExpiredBy if given, only a readable session of Carnet's that has expired by then is deleted
     */
    boolean delete(SessionKey key, @Nullable Instant ifExpiredBy);

    /**
     * Deletes a batch of expired sessions, repeating that condition in the deletion itself. Going on from cursor to cursor
     * finds each that had expired when the sweep began; none is met twice, nor looked for again. A record that cannot be read
     * is passed over and counted.
     *
     * @param cursor null to begin, then the last batch's {@link SweepBatch#nextCursor()}
     * @param limit the most to delete in this call, at least 1
     */
    SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit);

    /**
     * Asks to be the only process that sweeps this store until an instant. The one who has it may ask again, for longer.
     *
     * @param sweeper who asks; a random name of this process's
     * @param now when it asks
     * @return false if another one has it. A store without a means for it lets everybody sweep, which is as right and takes
     *     more work
     */
    default boolean claimSweep(String sweeper, Instant now, Instant until) {
        return true;
    }

    /**
     * A page of sessions, in any order. A session that is there during the whole scan is given exactly once, whatever is
     * written meanwhile. A record that cannot be read is passed over and named in the page. The first page costs no more than
     * any other. Without attributes, a header's size may be an estimate.
     *
     * @param cursor null to begin, then the last page's {@link SessionPage#nextCursor()}
     * @param limit the most to give, at least 1
     */
    SessionPage scan(SessionQuery query, @Nullable String cursor, int limit);

    /** How many sessions a query means; without unreadable records, as far as the store can tell by looking at headers. */
    default long count(SessionQuery query) {
        long count = 0;
        @Nullable String cursor = null;
        do {
            SessionPage page = scan(query, cursor, COUNTED_AT_ONCE);
            count += page.sessions().size();
            cursor = page.nextCursor();
        } while (cursor != null);
        return count;
    }

    /**
     * The session with a handle, its attributes included; an expired one too. Of two records that an id change has left for a
     * moment, either is given. By default a full scan.
     *
     * @throws UnreadableSessionException if there is one and it cannot be read
     */
    default Optional<SessionRecord> findByHandle(String handle) {
        @Nullable String cursor = null;
        do {
            SessionPage page = scan(SessionQuery.ALL, cursor, COUNTED_AT_ONCE);
            for (SessionRecord each : page.sessions()) {
                if (each.header().handle().equals(handle)) {
                    return find(each.header().key());
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return Optional.empty();
    }

    /** Inserts sessions as they stand, in as few round trips as it can; gives the keys of those whose key was not taken. */
    default Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        Set<SessionKey> created = new HashSet<>();
        for (SessionRecord each : sessions) {
            if (create(each)) {
                created.add(each.header().key());
            }
        }
        return created;
    }

    /**
     * Deletes sessions whatever their version, in as few round trips as it can; gives those that this call deleted. Where two
     * callers delete the same session at the same time, a store that only counts may give it to both.
     */
    default Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        Set<SessionKey> deleted = new HashSet<>();
        for (SessionKey each : keys) {
            if (delete(each, null)) {
                deleted.add(each);
            }
        }
        return deleted;
    }

    /** The live client below, if it is of this type: a {@code DataSource}, a {@code MongoClient}. */
    default <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Releases what the store opened itself; a client that was handed in stays open. */
    @Override
    void close();
}

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
 * Stores sessions. The engine implements the rules; a store keeps records and guards its writes.
 *
 * <p>Implementations are thread-safe. A method blocks no longer than the client's timeout and holds no monitor while it
 * waits. A store reads no clock: times are arguments. Absence and lost races are return values; a failing backend throws
 * {@link SessionStoreException} or a subclass: {@link StoreUnreachableException} if it did not answer,
 * {@link PoolExhaustedException} if it was not asked, {@link UnconfirmedWriteException} for a write that is stored but
 * not confirmed as configured. Data that the store cannot keep unchanged throw {@link SessionDataException}. A find may
 * be retried once after a dead pooled connection, a write never.
 */
public interface SessionStore extends AutoCloseable {
    /** The number of headers that the default methods read at a time. */
    int COUNTED_AT_ONCE = 1000;

    /** The properties of this store; the same at every call. */
    StoreTraits traits();

    /** Inserts a session. Returns false, without writing, if the key already exists. */
    boolean create(SessionRecord session);

    /**
     * Reads the session under a key from the primary, in one round trip; also an expired one. Changes nothing.
     *
     * @throws UnreadableSessionException if the stored record is not a session
     */
    Optional<SessionRecord> find(SessionKey key);

    /**
     * Writes a change in one round trip, including a change of key. A store that needs two round trips for a change of
     * key inserts the new record first and deletes the old one only if it is unchanged. The last access never moves
     * backwards, nor does the expiry unless the idle timeout is set: see {@link SessionUpdate#over}. A store that
     * applies deltas returns CONFLICT if the stored idle timeout differs from that of the base.
     *
     * @throws SessionStoreException also if the new key already exists, which does not happen with random keys; nothing
     *     is written then
     */
    UpdateResult update(SessionUpdate update);

    /**
     * Stores an access, if the version is unchanged and the last access increases; the expiry never moves backwards. The
     * version stays. A result of false proves nothing.
     */
    boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt);

    /**
     * Deletes a session with any version. Exactly one of several racing callers gets true.
     *
     * @param ifExpiredBy if not null, only a readable session of Carnet that has expired at this time is deleted
     */
    boolean delete(SessionKey key, @Nullable Instant ifExpiredBy);

    /**
     * Deletes a batch of expired sessions. The deletion itself repeats the condition. Calls from cursor to cursor find
     * each session that had expired when the sweep began, and each only once. A record that cannot be read is skipped
     * and counted.
     *
     * @param cursor null for the first batch, then {@link SweepBatch#nextCursor()} of the previous batch
     * @param limit the maximum number of deletions of this call, at least 1
     */
    SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit);

    /**
     * Claims the exclusive right to sweep until a time. Its holder may extend it. A store that cannot support claims lets
     * every process sweep, which is correct but more work.
     *
     * @param keyPrefix that of the {@link SweepQuery}; each prefix is claimed separately
     * @param sweeper a random name of the calling process
     * @return false if another process holds the claim
     */
    default boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return true;
    }

    /**
     * Returns a page of sessions, in any order. A session that exists during the whole scan is returned exactly once,
     * regardless of concurrent writes. A record that cannot be read is skipped and named in the page. The first page
     * costs no more than any other. Without attributes, a header's size may be an estimate.
     *
     * @param cursor null for the first page, then {@link SessionPage#nextCursor()} of the previous page
     * @param limit the maximum number of sessions, at least 1
     */
    SessionPage scan(SessionQuery query, @Nullable String cursor, int limit);

    /** The number of sessions that match, without records that the store recognises as unreadable by their headers. */
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
     * Finds the session with a handle, including its attributes; also an expired one. During an id change of two steps,
     * either record may be returned. The default is a full scan.
     *
     * @throws UnreadableSessionException if the session exists but cannot be read
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

    /**
     * Inserts sessions unchanged, in as few round trips as possible. Returns the keys of those that were inserted; a
     * session whose key already exists is not.
     */
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
     * Deletes sessions with any version, in as few round trips as possible. Returns those that this call deleted. If
     * another caller deletes a session, or changes its id, at the same time, a store that can only count deletions may return it,
     * too.
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

    /** The underlying client, if it has this type, such as a {@code DataSource} or a {@code MongoClient}. */
    default <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Releases the resources that the store opened itself; a supplied client stays open. */
    @Override
    void close();
}

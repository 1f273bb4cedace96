package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.error.SessionStoreException;
import dev.carnet.redis.connection.Answer;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import dev.carnet.redis.connection.Script;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.document.LeaseRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/**
 * Stores each session as a hash in Redis, on one server, behind Sentinel or on a Cluster. Thread-safe.
 *
 * <pre>
 * PREFIX KEY         the hash; {@link SessionHash}. Redis deletes it when its expiry and the grace have passed
 * PREFIX @...        indexes; {@link IndexSets}
 * PREFIX @sweep      who sweeps, for a while
 * </pre>
 *
 * Every operation is one command; the script of a write contains its guard:
 *
 * <pre>
 * find           HGETALL
 * create         if the key is free, sets the fields
 * update         if the same session is there, sets and removes fields, and renames the key
 * touch          if the version is the same and the last access grows, sets the state
 * delete         deletes, if the session has expired by then
 * deleteExpired  walks through all keys by SCAN; {@link Sweep}. Or looks into the index of expiries; {@link DueSweep}
 * scan           walks through all keys by SCAN, or through the user's index by ZSCAN; {@link Listing}
 * </pre>
 *
 * On a Cluster a script can access only one session: there an id change takes two steps, and the index needs a separate
 * command. See {@link ClusterWriter}
 */
public final class RedisSessionStore implements SessionStore {
    /** What Redis takes as one value; for simplicity all of a session's together may be as much. */
    private static final long LARGEST_SESSION = 512L << 20;

    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.redis");

    private final AtomicBoolean walkIsTold = new AtomicBoolean();
    private final LeaseRefusal refusal = new LeaseRefusal("Redis");
    private final UnifiedJedis client;
    private final Runnable onClose;
    private final StoreTraits traits;
    private final CallSender sender;
    private final Keys keys;
    private final IndexSets indexes;
    private final SessionReader reader;
    private final SessionWriter writer;
    private final Sweep sweep;
    private final DueSweep dueSweep;
    private final Listing listing;

    /**
     * Opens a store with a client, which it does not close.
     *
     *
     * @param client a {@link redis.clients.jedis.RedisClient}, {@link redis.clients.jedis.RedisSentinelClient} or {@link
     *     redis.clients.jedis.RedisClusterClient}
     * @throws IllegalArgumentException if the client is of another kind
     * @throws SessionStoreException if the server cannot be reached
     */
    public RedisSessionStore(UnifiedJedis client, RedisOptions options) {
        this(client, options, "", () -> {});
    }

    /** @param place where the servers are, for messages; empty if nobody knows */
    RedisSessionStore(UnifiedJedis client, RedisOptions options, String place, Runnable onClose) {
        this.client = client;
        this.onClose = onClose;
        traits = new StoreTraits("Redis", Encoding.BYTES, true, options.principalIndex(), true, true, LARGEST_SESSION);
        this.sender = CallSender.on(client, options.line(), place);
        keys = new Keys(options.prefix());
        SessionCalls calls = new SessionCalls(keys, options);
        indexes = new IndexSets(keys, options, sender);
        reader = new SessionReader(sender, keys);
        writer = sender.nodes().areSeveral()
                ? new ClusterWriter(sender, keys, calls, indexes, reader)
                : new SessionWriter(sender, keys, calls, indexes);
        listing = new Listing(sender, keys, reader, indexes);
        sweep = new Sweep(reader, writer, listing);
        dueSweep = new DueSweep(sender, reader, sweep, indexes);
    }

    @Override
    public StoreTraits traits() {
        return traits;
    }

    @Override
    public boolean create(SessionRecord session) {
        return writer.create(session);
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return reader.find(key);
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return writer.update(update);
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return writer.touch(key, version, lastAccessedAt, expiresAt);
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return ifExpiredBy == null ? writer.delete(key) : writer.expire(key, ifExpiredBy);
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        return indexes.ofExpiries() ? dueSweep.run(query, limit) : sweep.run(query, cursor, limit);
    }

    /** Uses a key that Redis deletes itself. */
    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        if (!indexes.ofExpiries() && !walkIsTold.getAndSet(true)) {
            LOG.warn("Redis: a listener handles expired sessions, so each sweep scans all keys: set expiry_index to"
                    + " true, and a sweep reads only the expired ones");
        }
        long millis = Math.max(1, Duration.between(now, until).toMillis());
        Call claim = Call.of(
                Script.CLAIM,
                List.of(keys.index("sweep" + keyPrefix)),
                List.of(sweeper.getBytes(UTF_8), Long.toString(millis).getBytes(UTF_8)));
        return refusal.claims(() -> Answer.isPositive(
                sender.write("the sweep could not be claimed", claim).value()));
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return listing.page(query, cursor, limit);
    }

    /** All sessions are counted by their keys alone. */
    @Override
    public long count(SessionQuery query) {
        boolean isOfAll = query.equals(SessionQuery.ALL.within(query.keyPrefix()));
        return isOfAll ? listing.count(query.keyPrefix()) : SessionStore.super.count(query);
    }

    /** The handle of a foreign record is in no index: it takes a full walk. */
    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        if (!indexes.ofHandles()) {
            return SessionStore.super.findByHandle(handle);
        }
        Optional<SessionRecord> found = listing.byHandle(handle);
        return found.isEmpty() && SessionHeader.isForeignHandle(handle)
                ? SessionStore.super.findByHandle(handle)
                : found;
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        return writer.createAll(List.copyOf(sessions));
    }

    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        return writer.deleteAll(List.copyOf(keys));
    }

    /** The {@link UnifiedJedis} that the store opened or that was handed in. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(client) ? Optional.of(type.cast(client)) : SessionStore.super.unwrap(type);
    }

    @Override
    public void close() {
        onClose.run();
    }
}

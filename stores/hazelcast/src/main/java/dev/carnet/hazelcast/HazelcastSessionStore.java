package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.map.IMap;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.document.Document;
import dev.carnet.spi.document.DocumentPage;
import dev.carnet.spi.document.DocumentStore;
import dev.carnet.spi.document.LeaseRefusal;
import dev.carnet.spi.document.WholeDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores sessions in a map of a Hazelcast cluster. Thread-safe.
 *
 * <pre>
 * key    String              the key
 * value  HazelcastJsonValue  {@link WholeDocument}: bookkeeping and attributes in one JSON object
 * TTL                        until the expiry and a grace; none for a session that does not expire
 *
 * index  HASH    __carnet.principal
 * index  HASH    __carnet.handle
 * index  SORTED  __carnet.expires
 * </pre>
 *
 * The value's class is Hazelcast's own, so members store, index and query it without any jar of Carnet's.
 *
 * <pre>
 * find      get
 * create    putIfAbsent with TTL
 * update    {@link ReplaceText} on the member; without this jar there, replace, setTtl, get
 * touch     {@link TouchText} on the member; without this jar there, get and the same three
 * new id    putIfAbsent, then remove(key, value)
 * delete    remove(key); if it has expired, get and remove(key, value)
 * scan      entrySet by index or by partition: {@link SessionPages}
 * </pre>
 */
public final class HazelcastSessionStore extends DocumentStore {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.hazelcast");

    private final HazelcastInstance instance;
    private final IMap<String, Object> map;
    private final ClusterFailures failures;
    private final MemberCode members;
    private final SessionWrites writes;
    private final SessionPages pages;
    private final SweepClaims claims;
    private final LeaseRefusal refusal = new LeaseRefusal("Hazelcast");
    private final Runnable onClose;
    private final UUID reconnections;

    /** Set when the cluster may be another one than before: indexes made from a client do not outlive it. */
    private final AtomicBoolean indexesMayBeMissing = new AtomicBoolean();

    /**
     * Opens the store on an instance, which it does not close.
     *
     * @throws IllegalArgumentException if reads of the map are answered from a near cache or from backups
     * @throws SessionStoreException if the cluster does not answer
     */
    public HazelcastSessionStore(HazelcastInstance instance, HazelcastOptions options) {
        this(instance, options, () -> {});
    }

    HazelcastSessionStore(HazelcastInstance instance, HazelcastOptions options, Runnable onClose) {
        this(instance, options, onClose, true);
    }

    /** A store that creates no index and logs nothing, for an operator's look at a running cluster. */
    static HazelcastSessionStore toLook(HazelcastInstance instance, HazelcastOptions options) {
        return new HazelcastSessionStore(instance, options, () -> {}, false);
    }

    private HazelcastSessionStore(
            HazelcastInstance instance, HazelcastOptions options, Runnable onClose, boolean prepares) {
        super(new StoreTraits("Hazelcast", Encoding.JSON_TEXT, true, true, true, true, Integer.MAX_VALUE));
        this.instance = instance;
        this.onClose = onClose;
        failures = new ClusterFailures(options.map());
        map = failures.call("it cannot be opened", () -> instance.getMap(options.map()));
        ClusterView view = failures.call("its configuration cannot be inspected", () -> ClusterView.of(instance, map));
        view.requireReadsOfThePrimary();
        if (prepares) {
            failures.call("its indexes cannot be created", () -> {
                SessionIndexes.ensure(map);
                return map;
            });
        }
        members = failures.call("the members cannot be asked", () -> new MemberCode(instance, options.map()));
        reconnections = instance.getLifecycleService().addLifecycleListener(event -> {
            if (prepares && event.getState() == LifecycleState.CLIENT_CONNECTED) {
                indexesMayBeMissing.set(true);
            }
        });
        writes = new SessionWrites(map, members, options.grace().toMillis());
        pages = new SessionPages(instance, map);
        claims = new SweepClaims(instance, options.map());
        if (prepares) {
            view.warnings(members).forEach(each -> LOG.warn("Hazelcast: map '{}': {}", options.map(), each));
        }
    }

    @Override
    protected Optional<String> get(SessionKey key) {
        return failures.call("the session could not be read", () -> Optional.ofNullable(map.get(key.value())))
                .map(SessionPages::textOf);
    }

    @Override
    protected boolean insert(Document session) {
        return failures.call("the new session could not be stored", () -> writes.insert(session));
    }

    @Override
    protected boolean replace(String expected, Document next) {
        return failures.call("the session could not be stored", () -> writes.replace(expected, next));
    }

    @Override
    protected boolean remove(SessionKey key, String expected) {
        return failures.call(
                "the session could not be deleted", () -> map.remove(key.value(), SessionWrites.json(expected)));
    }

    @Override
    protected boolean remove(SessionKey key) {
        return failures.call("the session could not be deleted", () -> map.remove(key.value()) != null);
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return writes.touchesInPlace()
                ? failures.call(
                        "the last access could not be stored",
                        () -> writes.touch(key, version, lastAccessedAt, expiresAt))
                : super.touch(key, version, lastAccessedAt, expiresAt);
    }

    @Override
    protected DocumentPage page(SessionQuery query, @Nullable String cursor, int limit) {
        return failures.call("sessions could not be listed", () -> {
            if (indexesMayBeMissing.getAndSet(false)) {
                SessionIndexes.ensure(map);
            }
            return pages.page(query, cursor, limit);
        });
    }

    /** The members count; a map with values into which they cannot look is counted page by page. */
    @Override
    public long count(SessionQuery query) {
        OptionalLong counted = failures.call("sessions could not be counted", () -> pages.count(query));
        return counted.isPresent() ? counted.getAsLong() : super.count(query);
    }

    /** By an index. The handle of a foreign record is in no text: it takes a full scan. */
    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        Map<SessionKey, String> found = failures.call("the session could not be read", () -> pages.byHandle(handle));
        for (Map.Entry<SessionKey, String> each : found.entrySet()) {
            return Optional.of(read(each.getKey(), each.getValue()));
        }
        return SessionHeader.isForeignHandle(handle) ? super.findByHandle(handle) : Optional.empty();
    }

    /** By an entry of its own map, which ends by itself. */
    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return refusal.claims(() ->
                failures.call("the sweep could not be claimed", () -> claims.claim(keyPrefix, sweeper, now, until)));
    }

    /** The {@link HazelcastInstance}: the one that was opened or the one handed in; or the map. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return List.of(instance, map).stream()
                .filter(type::isInstance)
                .<T>map(type::cast)
                .findFirst()
                .or(() -> super.unwrap(type));
    }

    @Override
    public void close() {
        if (instance.getLifecycleService().isRunning()) {
            members.close();
            instance.getLifecycleService().removeLifecycleListener(reconnections);
        }
        onClose.run();
    }
}

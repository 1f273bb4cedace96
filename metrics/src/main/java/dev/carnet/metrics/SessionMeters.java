package dev.carnet.metrics;

import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.event.DestroyReason;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.spi.SessionStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of an engine's sessions and their store, in a Micrometer registry. Register it as a listener and as a
 * decorator of the store:
 *
 * <pre>{@code
 * SessionMeters meters = new SessionMeters(registry);
 * SessionEngine engine = config.open(builder -> builder.decorate(meters::around).listener(meters));
 * }</pre>
 *
 * <p>No tag contains a user, a handle or an id. Use one instance for each engine. Thread-safe.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>kind</th><th>tags</th><th>what</th></tr>
 * <tr><td>{@code carnet.store}</td><td>timer</td><td>{@code store}, {@code operation}, {@code outcome}</td>
 *     <td>calls of the store: {@code create}, {@code find}, {@code update}, {@code touch}, {@code delete}, {@code sweep},
 *     {@code claim_sweep}, {@code scan}, {@code count}, {@code find_by_handle}, {@code create_all},
 *     {@code delete_all}; they end {@code done}, {@code absent}, {@code taken}, {@code conflict}, {@code refused}, {@code unreadable}, {@code unreachable}, {@code exhausted}, {@code unconfirmed},
 *     {@code rejected} or {@code error}</td></tr>
 * <tr><td>{@code carnet.store.session.size}</td><td>summary, bytes</td><td>{@code store}, {@code operation}</td>
 *     <td>sessions that were read ({@code find}) or written ({@code create}, {@code update})</td></tr>
 * <tr><td>{@code carnet.store.swept}</td><td>counter</td><td>{@code store}</td><td>sessions that sweeps deleted</td></tr>
 * <tr><td>{@code carnet.store.unreadable}</td><td>gauge</td><td>{@code store}</td>
 *     <td>records that the last sweep passed over because they cannot be read</td></tr>
 * <tr><td>{@code carnet.store.up}</td><td>gauge</td><td></td><td>0 while the store is known to be down, else 1</td></tr>
 * <tr><td>{@code carnet.store.failures}</td><td>counter</td><td>{@code operation}</td>
 *     <td>calls that failed, those included that a store known to be down was spared</td></tr>
 * <tr><td>{@code carnet.sessions.created}</td><td>counter</td><td></td><td>sessions stored for the first time</td></tr>
 * <tr><td>{@code carnet.sessions.renamed}</td><td>counter</td><td></td><td>id changes</td></tr>
 * <tr><td>{@code carnet.sessions.ended}</td><td>counter</td><td>{@code reason}</td>
 *     <td>{@code destroyed}, {@code revoked} or {@code expired}; the latter include those that a sweep deleted</td></tr>
 * <tr><td>{@code carnet.ids.unknown}</td><td>counter</td><td></td>
 *     <td>requests whose well-formed id has no session</td></tr>
 * <tr><td>{@code carnet.sessions.merges}</td><td>counter</td><td></td>
 *     <td>changes that met another writer's and were merged with it</td></tr>
 * <tr><td>{@code carnet.writes.dropped}</td><td>counter</td><td></td>
 *     <td>changes whose session was gone</td></tr>
 * <tr><td>{@code carnet.touches.failed}</td><td>counter</td><td></td><td>accesses that could not be stored</td></tr>
 * <tr><td>{@code carnet.expired.kept}</td><td>counter</td><td></td>
 *     <td>expired sessions that could not be deleted when they were met</td></tr>
 * <tr><td>{@code carnet.unreadable}</td><td>counter</td><td>{@code what}</td>
 *     <td>an {@code attribute} or a {@code record} that a request met and that cannot be read</td></tr>
 * </table>
 */
public final class SessionMeters implements SessionListener {
    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicInteger up = new AtomicInteger(1);
    private final Counter created;
    private final Counter renamed;
    private final Counter expired;
    private final Counter merges;
    private final Counter dropped;
    private final Counter touchesFailed;
    private final Counter expiredKept;
    private final Counter unknownIds;

    public SessionMeters(MeterRegistry registry) {
        this(registry, List.of());
    }

    /** @param tags tags for all meters, such as the application's name if one registry serves several engines */
    public SessionMeters(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
        created = counter("carnet.sessions.created", "Sessions stored for the first time");
        renamed = counter("carnet.sessions.renamed", "Sessions that got a new id");
        expired = ended("expired");
        merges = counter("carnet.sessions.merges", "Changes merged with those of another writer");
        dropped = counter("carnet.writes.dropped", "Changes whose session was gone");
        touchesFailed = counter("carnet.touches.failed", "Touches that could not be stored");
        expiredKept = counter(
                "carnet.expired.kept", "Expired sessions that a request met and that could not be" + " deleted");
        unknownIds = counter("carnet.ids.unknown", "Requests whose well-formed id has no session");
        Gauge.builder("carnet.store.up", up, AtomicInteger::get)
                .description("0 while the session store is considered down, otherwise 1")
                .tags(this.tags)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Decorates a store to measure its calls; use it as the outermost decorator in
     * {@code SessionEngine.Builder.decorate}.
     */
    public SessionStore around(SessionStore store) {
        return new MeteredSessionStore(
                store,
                new StoreMeters(registry, tags.and("store", store.traits().name())));
    }

    private Counter counter(String name, String description, String... more) {
        return Counter.builder(name)
                .description(description)
                .tags(tags.and(more))
                .register(registry);
    }

    private Counter ended(String reason) {
        return counter("carnet.sessions.ended", "Sessions that ended", "reason", reason);
    }

    @Override
    public void created(SessionInfo session) {
        created.increment();
    }

    @Override
    public void idChanged(SessionInfo session) {
        renamed.increment();
    }

    @Override
    public void destroyed(SessionInfo session, DestroyReason reason) {
        ended(reason.name().toLowerCase(Locale.ROOT)).increment();
    }

    @Override
    public void expired(SessionInfo session) {
        expired.increment();
    }

    @Override
    public void expiredNotDeleted(SessionInfo session, @Nullable SessionStoreException cause) {
        expiredKept.increment();
    }

    @Override
    public void unknownId() {
        unknownIds.increment();
    }

    @Override
    public void attributeUnreadable(SessionInfo session, String name, SessionCodecException cause) {
        unreadable("attribute");
    }

    @Override
    public void recordUnreadable(UnreadableSessionException cause) {
        unreadable("record");
    }

    private void unreadable(String what) {
        counter("carnet.unreadable", "Attributes and records that requests could not read", "what", what)
                .increment();
    }

    @Override
    public void conflictMerged(SessionInfo session, int attempts) {
        merges.increment();
    }

    @Override
    public void writeDropped(SessionInfo session) {
        dropped.increment();
    }

    @Override
    public void touchFailed(SessionInfo session, SessionStoreException cause) {
        touchesFailed.increment();
    }

    @Override
    public void storeFailed(String operation, @Nullable SessionInfo session, SessionStoreException cause) {
        counter(
                        "carnet.store.failures",
                        "Calls of the session store that failed",
                        "operation",
                        operation.replace(' ', '_'))
                .increment();
    }

    @Override
    public void storeDown(SessionStoreException cause) {
        up.set(0);
    }

    @Override
    public void storeUp() {
        up.set(1);
    }
}

package dev.carnet.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of one store, each registered on first use. Thread-safe. */
final class StoreMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Call, Timer> timers = new ConcurrentHashMap<>();
    private final Map<StoreOperation, DistributionSummary> bytes = new ConcurrentHashMap<>();
    private final Counter swept;
    private final AtomicInteger passedOver = new AtomicInteger();

    /** The key of a timer. */
    private record Call(StoreOperation operation, Outcome outcome) {}

    StoreMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        swept = Counter.builder("carnet.store.swept")
                .description("Sessions that sweeps deleted")
                .tags(tags)
                .register(registry);
        Gauge.builder("carnet.store.unreadable", passedOver, AtomicInteger::get)
                .description("Records that the last sweep skipped because they cannot be read")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** The registry's time, in nanoseconds. */
    long now() {
        return registry.config().clock().monotonicTime();
    }

    void record(StoreOperation operation, Outcome outcome, long since) {
        timers.computeIfAbsent(
                        new Call(operation, outcome),
                        each -> Timer.builder("carnet.store")
                                .description("Calls of the session store, by operation and outcome")
                                .tags(tags.and("operation", operation.tag(), "outcome", outcome.tag()))
                                .register(registry))
                .record(now() - since, TimeUnit.NANOSECONDS);
    }

    /** The size of a session that was read or written. */
    void size(StoreOperation operation, int size) {
        bytes.computeIfAbsent(
                        operation,
                        each -> DistributionSummary.builder("carnet.store.session.size")
                                .description("Bytes of the attributes of a session that was read or written")
                                .baseUnit(BaseUnits.BYTES)
                                .tags(tags.and("operation", operation.tag()))
                                .register(registry))
                .record(size);
    }

    void swept(int sessions) {
        swept.increment(sessions);
    }

    /** Called at the end of a sweep. */
    void passedOver(int records) {
        passedOver.set(records);
    }
}

package dev.carnet.testkit;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.WriteNotStoredException;
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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The real store with a probe on its line: counts calls, lets something happen just before one, cuts the line before or
 * after one.
 */
public final class ProbedStore implements SessionStore {
    private final SessionStore store;
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Probe> probes = new ConcurrentLinkedQueue<>();
    private volatile boolean isDown;
    private final AtomicInteger ignoredDeletions = new AtomicInteger();
    private final Set<SessionKey> undeletable = ConcurrentHashMap.newKeySet();
    private final Queue<Supplier<?>> delayed = new ConcurrentLinkedQueue<>();

    /** Where the line is cut. */
    private enum Cut {
        NOT,
        BEFORE,
        HALFWAY,
        LEFT_BY_HALF,
        AFTER,
        UNCONFIRMED,
        DOUBT_BEFORE,
        DOUBT_AFTER,
        DELAYED
    }

    /** What happens at the next call of an operation. */
    private record Probe(Set<String> operations, Runnable before, Cut cut) {
        Probe(String operation, Runnable before, Cut cut) {
            this(Set.of(operation), before, cut);
        }
    }

    public ProbedStore(SessionStore store) {
        this.store = store;
    }

    /** The operations called since the last time, in order. */
    public List<String> calls() {
        List<String> seen = List.copyOf(calls);
        calls.clear();
        return seen;
    }

    /** Lets something happen just before the next call of an operation. */
    public void before(String operation, Runnable something) {
        probes.add(new Probe(operation, something, Cut.NOT));
    }

    /** Cuts the line before the next call of an operation: it never arrives. */
    public void cutBefore(String operation) {
        probes.add(new Probe(operation, () -> {}, Cut.BEFORE));
    }

    /** Cuts the line after the next call of an operation: it is carried out, its answer is lost. */
    public void cutAfter(String operation) {
        probes.add(new Probe(operation, () -> {}, Cut.AFTER));
    }

    /**
     * Cuts the line in the middle of the next id change, as a store meets it that takes two steps: the new record is
     * there, the old one too.
     */
    public void cutHalfway() {
        probes.add(new Probe("update", () -> {}, Cut.HALFWAY));
    }

    /** Has the next id change meet something, such as a logout, and its half left behind, as the store knows. */
    public void leaveHalf(Runnable something) {
        probes.add(new Probe("update", something, Cut.LEFT_BY_HALF));
    }

    /** Has the next call of an operation carried out but not confirmed. */
    public void leaveUnconfirmed(String operation) {
        probes.add(new Probe(operation, () -> {}, Cut.UNCONFIRMED));
    }

    /**
     * Has the next deletions deleted nothing, though they answer as if there were nothing to delete: as a server does that
     * looks for a session where a parallel write has just moved it away.
     *
     * @param count how many; 0 ends it
     */
    public void ignoreDeletions(int count) {
        ignoredDeletions.set(count);
    }

    /** The same for every deletion of one session. */
    public void ignoreDeletionsOf(SessionKey key) {
        undeletable.add(key);
    }

    private boolean isIgnored(SessionKey key) {
        return undeletable.contains(key) || ignoredDeletions.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** From now on no call arrives, until {@link #mend}. */
    public void breakDown() {
        isDown = true;
    }

    /** Calls arrive again. */
    public void mend() {
        isDown = false;
    }

    /** Cuts the line before the next call of one of some operations, which then waits for {@link #deliverDelayed}. */
    public void delay(String... operations) {
        probes.add(new Probe(Set.of(operations), () -> {}, Cut.DELAYED));
    }

    /** Carries out what was delayed, which has long failed for its caller; gives the answer. */
    public @Nullable Object deliverDelayed() {
        return delayed.remove().get();
    }

    /** Has the next call of an operation not carried out, and answered by "unconfirmed" of unknown fate. */
    public void doubtBefore(String operation) {
        probes.add(new Probe(operation, () -> {}, Cut.DOUBT_BEFORE));
    }

    /** Has the next call of an operation carried out, and answered by "unconfirmed" of unknown fate. */
    public void doubtAfter(String operation) {
        probes.add(new Probe(operation, () -> {}, Cut.DOUBT_AFTER));
    }

    private <T> T call(String operation, Supplier<T> call) {
        return call(operation, call, call);
    }

    private <T> T call(String operation, Supplier<T> call, Supplier<T> half) {
        calls.add(operation);
        if (isDown) {
            throw new StoreUnreachableException("no connection", null);
        }
        Probe probe = probes.peek();
        if (probe == null || !probe.operations().contains(operation)) {
            return call.get();
        }
        probes.remove();
        probe.before().run();
        if (probe.cut() == Cut.DELAYED) {
            delayed.add(call);
        }
        if (probe.cut() == Cut.BEFORE || probe.cut() == Cut.DELAYED) {
            throw new SessionStoreException("the line was cut before " + operation, null);
        }
        if (probe.cut() == Cut.DOUBT_BEFORE) {
            throw new UnconfirmedWriteException("nobody confirmed " + operation, null, false);
        }
        boolean isHalf = probe.cut() == Cut.HALFWAY || probe.cut() == Cut.LEFT_BY_HALF;
        T answer = isHalf ? half.get() : call.get();
        if (probe.cut() == Cut.LEFT_BY_HALF) {
            throw new WriteNotStoredException("half of " + operation + " could not be taken back", null);
        }
        if (probe.cut() == Cut.UNCONFIRMED) {
            throw new UnconfirmedWriteException(operation + " was not confirmed", null);
        }
        if (probe.cut() == Cut.DOUBT_AFTER) {
            throw new UnconfirmedWriteException("nobody confirmed " + operation, null, false);
        }
        if (probe.cut() != Cut.NOT) {
            throw new SessionStoreException("the line was cut after " + operation, null);
        }
        return answer;
    }

    @Override
    public StoreTraits traits() {
        return store.traits();
    }

    @Override
    public boolean create(SessionRecord session) {
        return call("create", () -> store.create(session));
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return call("find", () -> store.find(key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return call("update", () -> store.update(update), () -> {
            store.create(update.next());
            return UpdateResult.CONFLICT;
        });
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return call("touch", () -> store.touch(key, version, lastAccessedAt, expiresAt));
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return call("delete", () -> !isIgnored(key) && store.delete(key, ifExpiredBy));
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        return call("deleteExpired", () -> store.deleteExpired(query, cursor, limit));
    }

    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return call("claimSweep", () -> store.claimSweep(keyPrefix, sweeper, now, until));
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return call("scan", () -> store.scan(query, cursor, limit));
    }

    @Override
    public long count(SessionQuery query) {
        return call("count", () -> store.count(query));
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return call("findByHandle", () -> store.findByHandle(handle));
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        return call("createAll", () -> store.createAll(sessions));
    }

    /** Where something is to happen at a single deletion, the keys are deleted one by one. */
    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        Probe probe = probes.peek();
        return probe != null && probe.operations().contains("delete")
                ? SessionStore.super.deleteAll(keys)
                : call(
                        "deleteAll",
                        () -> store.deleteAll(
                                keys.stream().filter(each -> !isIgnored(each)).toList()));
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return store.unwrap(type);
    }

    @Override
    public void close() {
        store.close();
    }
}

package dev.carnet.fallback;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves all sessions that are still in an old store to a new one, without waiting for their visitors: the remainder of
 * what a {@link FallbackSessionStore} moves on demand. Applications may run meanwhile, each with the new store and the
 * old one as fallback; an application that uses only the old store would not find sessions that have moved. Each session
 * is read back from the new store before the record in the old store is deleted.
 *
 * <p>An interrupted move loses nothing: moved sessions stay, and the next run moves the others. Some of the sessions in
 * progress at that moment may be in the old store under a key from which their own key cannot be derived. Such a session
 * moves when its visitor comes back, or by {@link #complete} if the {@link Watcher} has recorded its key. Not
 * thread-safe, except {@link Watcher#moved}.
 */
public final class SessionMove implements AutoCloseable {
    private static final int PAGE = 500;

    private final SessionStore main;
    private final SessionStore old;
    private final Relocation relocation;

    /**
     * @param main the new store; both are closed with the move
     * @param old the old store
     * @param transfer makes values of the old store such as the new one wants, see {@link ValueTransfer#between}
     */
    public SessionMove(SessionStore main, SessionStore old, ValueTransfer transfer) {
        this.main = main;
        this.old = old;
        this.relocation = new Relocation(old, main, transfer, true);
    }

    /** Told how a move goes on. */
    public interface Watcher {
        /** The sessions at hand from now on, and none before; on the thread that moves. */
        default void begins(List<SessionKey> keys) {}

        /** One more has been looked at, on some thread. */
        default void moved() {}

        /** Whether to go on with the next ones, on the thread that moves. */
        default boolean goesOn() {
            return true;
        }

        /**
         * A store gave no answer, on the thread that moves. The sessions at hand stay those that were told.
         *
         * @return whether to try the same again, now; otherwise the move breaks off with the error
         */
        default boolean triesAgain(SessionStoreException unanswered) {
            return false;
        }

        /**
         * A session stays in the old store, on some thread.
         *
         * @param why without its id
         */
        default void stays(String handle, String why) {}
    }

    /**
     * What became of the sessions.
     *
     * @param moved are in the new store, and were compared there
     * @param gone ended or got another id meanwhile
     * @param expired stay in the old store, for a sweep
     * @param foreign stay in the old store: another application wrote them, and they move with their first change
     * @param between in the old store under a key of a move that broke off: each arrives with its visitor
     * @param refused stay in the old store, which the watcher was told one by one
     * @param unreadable records of the old store that cannot be read as sessions
     * @param whole whether all of the old store was seen
     */
    public record Report(
            long moved,
            long gone,
            long expired,
            long foreign,
            long between,
            long refused,
            long unreadable,
            boolean whole) {}

    /** How many sessions the old store has. */
    public long left() {
        return old.count(SessionQuery.ALL);
    }

    /** How many sessions the new store has. */
    public long arrived() {
        return main.count(SessionQuery.ALL);
    }

    /**
     * Completes moves of a process that has died.
     *
     * @param keys the sessions' own that it had at hand; those that did not break off may be among them
     */
    public void complete(Collection<SessionKey> keys) {
        for (SessionKey each : keys) {
            relocation.settle(each);
        }
    }

    /**
     * Moves what is there.
     *
     * @param threads how many sessions move at once, at least 1
     * @param now sessions that have expired by this instant stay
     * @throws SessionStoreException if a store does not answer, or has not kept what it was given; what has moved stays moved
     */
    public Report run(int threads, Instant now, Watcher watcher) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return new Run(pool, now, watcher).run();
        } finally {
            pool.shutdown();
        }
    }

    @Override
    public void close() {
        try (old) {
            main.close();
        }
    }

    /** One walk through the old store. */
    private final class Run {
        private final ExecutorService pool;
        private final Instant now;
        private final Watcher watcher;
        private final LongAdder moved = new LongAdder();
        private final LongAdder gone = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private long expired;
        private long foreign;
        private long between;
        private long unreadable;

        Run(ExecutorService pool, Instant now, Watcher watcher) {
            this.pool = pool;
            this.now = now;
            this.watcher = watcher;
        }

        Report run() {
            @Nullable String cursor = null;
            do {
                if (!watcher.goesOn()) {
                    return report(false);
                }
                SessionPage page = page(cursor);
                cursor = page.nextCursor();
                unreadable += page.unreadable().size();
                move(page.sessions().stream()
                        .map(SessionRecord::header)
                        .filter(this::isToMove)
                        .toList());
            } while (cursor != null);
            return report(true);
        }

        private Report report(boolean whole) {
            return new Report(moved.sum(), gone.sum(), expired, foreign, between, refused.sum(), unreadable, whole);
        }

        private boolean isToMove(SessionHeader header) {
            if (MovingKeys.isMoving(header.key())) {
                between++;
            } else if (header.isForeign()) {
                foreign++;
            } else if (header.isExpiredBy(now)) {
                expired++;
            } else {
                return true;
            }
            watcher.moved();
            return false;
        }

        private SessionPage page(@Nullable String cursor) {
            while (true) {
                try {
                    return old.scan(SessionQuery.ALL, cursor, PAGE);
                } catch (SessionStoreException e) {
                    if (!isUnanswered(e) || !watcher.triesAgain(e)) {
                        throw e;
                    }
                }
            }
        }

        private void move(List<SessionHeader> sessions) {
            if (sessions.isEmpty()) {
                return;
            }
            watcher.begins(sessions.stream().map(SessionHeader::key).toList());
            Map<SessionHeader, RuntimeException> failed = atOnce(sessions, this::move);
            while (!failed.isEmpty()) {
                RuntimeException worst = worst(failed.values());
                if (!(worst instanceof SessionStoreException unanswered && isUnanswered(unanswered))
                        || !watcher.triesAgain(unanswered)) {
                    throw worst;
                }
                failed = atOnce(List.copyOf(failed.keySet()), this::moveAgain);
            }
        }

        /** One that it does not help to wait for, if there is one. */
        private static RuntimeException worst(Collection<RuntimeException> failures) {
            return failures.stream()
                    .filter(each -> !isUnanswered(each))
                    .findFirst()
                    .orElseGet(() -> failures.iterator().next());
        }

        private static boolean isUnanswered(RuntimeException e) {
            return e instanceof StoreUnreachableException || e instanceof PoolExhaustedException;
        }

        /** Gives those that failed. */
        private Map<SessionHeader, RuntimeException> atOnce(
                List<SessionHeader> sessions, Consumer<SessionHeader> work) {
            Map<SessionHeader, Future<?>> running = new LinkedHashMap<>();
            sessions.forEach(each -> running.put(each, pool.submit(() -> work.accept(each))));
            Map<SessionHeader, RuntimeException> failed = new LinkedHashMap<>();
            running.forEach((session, result) -> {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    failed.put(session, unwrapped(e));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    running.values().forEach(other -> other.cancel(false));
                    throw new SessionStoreException("the move was interrupted; what has moved stays moved", e);
                }
            });
            return failed;
        }

        private static RuntimeException unwrapped(ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }

        /** What an unanswered call has left half done comes first. */
        private void moveAgain(SessionHeader header) {
            relocation.settle(header.key());
            move(header);
        }

        private void move(SessionHeader header) {
            try {
                Optional<SessionRecord> arrived =
                        old.find(header.key()).flatMap(relocation::move).or(() -> relocation.complete(header.key()));
                (arrived.isPresent() ? moved : gone).increment();
            } catch (UnreadableSessionException e) {
                refused.increment();
                watcher.stays(header.handle(), String.valueOf(e.getMessage()));
            }
            watcher.moved();
        }
    }
}

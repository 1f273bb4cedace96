package dev.carnet.fallback;

import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
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
 * thread-safe; a {@link Watcher} has to be where it says so.
 */
public final class SessionMove implements AutoCloseable {
    private final SessionStore main;
    private final SessionStore old;
    private final Relocation relocation;
    private boolean isAbandoned;

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

        /** Whether to go on with the next ones, on some thread. */
        default boolean goesOn() {
            return true;
        }

        /**
         * A store failed or gave no answer, on the thread that moves. The sessions at hand stay those that were told.
         *
         * @return whether to try the same again, now; otherwise the move breaks off with the error
         */
        default boolean triesAgain(SessionStoreException failure) {
            return false;
        }

        /**
         * Whether to wait no longer for calls that the stores have not answered; asked again and again, on the thread that
         * moves. The move then breaks off at once. The calls go on until they end by themselves; what they leave half done is
         * completed by {@link #complete}, which is for a process that they have ended in.
         */
        default boolean abandons() {
            return false;
        }

        /**
         * A session stays in the old store, on some thread.
         *
         * @param handle null for a record of an interrupted move
         * @param why without its id
         */
        default void stays(@Nullable String handle, String why) {}
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
            boolean whole) {

        /** This, and so many more that stay. */
        public Report andRefused(long more) {
            return new Report(moved, gone, expired, foreign, between, refused + more, unreadable, whole);
        }
    }

    /** How many sessions the old store has. */
    public long left() {
        return old.count(SessionQuery.ALL);
    }

    /** How many sessions the new store has. */
    public long arrived() {
        return main.count(SessionQuery.ALL);
    }

    /**
     * Completes moves of a process that has died. A session that cannot move stays, which the watcher is told.
     *
     * @param keys the sessions' own that it had at hand; those that did not break off may be among them
     * @return how many stay
     * @throws SessionStoreException if a store fails and the watcher does not try again, or abandons it
     */
    public long complete(Collection<SessionKey> keys, Watcher watcher) {
        ExecutorService pool = Retries.threads(1);
        try {
            Retries retries = new Retries(watcher, pool);
            return keys.stream()
                    .filter(each -> !retries.call(() -> isSettled(each, watcher)))
                    .count();
        } catch (AbandonedCallException e) {
            isAbandoned = true;
            throw e;
        } finally {
            pool.shutdown();
        }
    }

    private boolean isSettled(SessionKey key, Watcher watcher) {
        try {
            relocation.settle(key);
            return true;
        } catch (UnreadableSessionException | SessionDataException e) {
            watcher.stays(null, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /**
     * Moves what is there.
     *
     * @param threads how many sessions move at once, at least 1
     * @param now sessions that have expired by this instant stay
     * @throws SessionStoreException if a store fails and the watcher does not try again, or abandons it, or if the new store has
     *     not kept what it was given; what has moved stays moved
     */
    public Report run(int threads, Instant now, Watcher watcher) {
        ExecutorService pool = Retries.threads(threads);
        try {
            return new MoveRun(old, relocation, pool, now, watcher).run();
        } catch (AbandonedCallException e) {
            isAbandoned = true;
            throw e;
        } finally {
            pool.shutdown();
        }
    }

    /** Closes both stores; in the background if calls were abandoned, because some stores wait for those. */
    @Override
    public void close() {
        if (isAbandoned) {
            Retries.thread(this::closeBoth).start();
        } else {
            closeBoth();
        }
    }

    private void closeBoth() {
        try (old) {
            main.close();
        }
    }
}

package dev.carnet.fallback;

import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionHeader;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One walk of a {@link SessionMove} through the old store. */
final class MoveRun {
    private static final int PAGE = 500;

    private final SessionStore old;
    private final Relocation relocation;
    private final ExecutorService pool;
    private final Instant now;
    private final SessionMove.Watcher watcher;
    private final Retries retries;
    private final LongAdder moved = new LongAdder();
    private final LongAdder gone = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private long expired;
    private long foreign;
    private long between;
    private long unreadable;
    private volatile boolean isStopped;

    MoveRun(SessionStore old, Relocation relocation, ExecutorService pool, Instant now, SessionMove.Watcher watcher) {
        this.old = old;
        this.relocation = relocation;
        this.pool = pool;
        this.now = now;
        this.watcher = watcher;
        this.retries = new Retries(watcher, pool);
    }

    SessionMove.Report run() {
        @Nullable String cursor = null;
        do {
            @Nullable String position = cursor;
            SessionPage page = retries.call(() -> old.scan(SessionQuery.ALL, position, PAGE));
            cursor = page.nextCursor();
            unreadable += page.unreadable().size();
            move(page.sessions().stream()
                    .map(SessionRecord::header)
                    .filter(this::isToMove)
                    .toList());
        } while (cursor != null && goesOn());
        return new SessionMove.Report(
                moved.sum(), gone.sum(), expired, foreign, between, refused.sum(), unreadable, !isStopped);
    }

    private boolean goesOn() {
        if (!watcher.goesOn()) {
            isStopped = true;
        }
        return !isStopped;
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

    private void move(List<SessionHeader> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        watcher.begins(sessions.stream().map(SessionHeader::key).toList());
        Map<SessionHeader, RuntimeException> failed = atOnce(sessions, this::moveFirst);
        while (!failed.isEmpty()) {
            RuntimeException worst = worst(failed.values());
            if (!(worst instanceof SessionStoreException failure && Retries.areWorthIt(failure))
                    || !watcher.triesAgain(failure)) {
                throw worst;
            }
            failed = atOnce(List.copyOf(failed.keySet()), this::moveAgain);
        }
    }

    /** One that it does not help to wait for, if there is one. */
    private static RuntimeException worst(Collection<RuntimeException> failures) {
        return failures.stream()
                .filter(each -> !Retries.areWorthIt(each))
                .findFirst()
                .orElseGet(() -> failures.iterator().next());
    }

    /**
     * Gives those that failed. After a failure no other session begins to move, else each of them would wait for the
     * silent store until its timeout: they fail with the same, and come first, so that a session that fails by itself holds
     * up none of them.
     */
    private Map<SessionHeader, RuntimeException> atOnce(List<SessionHeader> sessions, Consumer<SessionHeader> work) {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        Set<SessionHeader> begun = ConcurrentHashMap.newKeySet();
        Map<SessionHeader, Future<?>> running = new LinkedHashMap<>();
        sessions.forEach(each -> running.put(each, pool.submit(() -> {
            RuntimeException earlier = failure.get();
            if (earlier != null) {
                throw earlier;
            }
            begun.add(each);
            try {
                work.accept(each);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                throw e;
            }
        })));
        Map<SessionHeader, RuntimeException> failed = new LinkedHashMap<>();
        Map<SessionHeader, RuntimeException> last = new LinkedHashMap<>();
        running.forEach((session, result) -> {
            try {
                retries.await(result);
            } catch (AbandonedCallException | InterruptedMoveException e) {
                running.values().forEach(other -> other.cancel(false));
                throw e;
            } catch (RuntimeException e) {
                (begun.contains(session) ? last : failed).put(session, e);
            }
        });
        failed.putAll(last);
        return failed;
    }

    /** Unless somebody asked to stop: it has not begun, so it stays where it is. */
    private void moveFirst(SessionHeader header) {
        if (goesOn()) {
            move(header, () -> {});
        }
    }

    /** What a failed call has left half done comes first. */
    private void moveAgain(SessionHeader header) {
        move(header, () -> relocation.settle(header.key()));
    }

    private void move(SessionHeader header, Runnable before) {
        try {
            before.run();
            Optional<SessionRecord> arrived =
                    old.find(header.key()).flatMap(relocation::move).or(() -> relocation.complete(header.key()));
            (arrived.isPresent() ? moved : gone).increment();
        } catch (UnreadableSessionException | SessionDataException e) {
            refused.increment();
            watcher.stays(header.handle(), String.valueOf(e.getMessage()));
        }
        watcher.moved();
    }
}

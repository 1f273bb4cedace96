package dev.carnet.console;

import dev.carnet.spi.SessionQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counts sessions for pages that wait for no more than a moment. A count that takes the store longer goes on, and is there when
 * the page is asked for again. Thread-safe.
 */
final class Counts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(600);
    private static final Duration VALID = Duration.ofMinutes(1);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 4;

    private final ConsoleStore console;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), Counts::thread);
    private final Map<String, Count> counts = new HashMap<>();

    Counts(ConsoleStore console) {
        this.console = console;
        threads.allowCoreThreadTimeOut(true);
    }

    /** A question that was put to the store, and its answer, which is kept for a minute if it took long. */
    private record Count(CompletableFuture<Answer> answer, AtomicBoolean tookLong) {}

    /** @param failure null if the store gave the number */
    private record Answer(long number, @Nullable RuntimeException failure, Instant at) {}

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "carnet-console-count");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * How many sessions a query means; empty if the store needs longer for that than somebody waits, or failed after that.
     *
     * @param name the same for the same question, though its instants differ
     */
    Optional<Counted> of(String name, SessionQuery query) {
        try {
            Count count = count(name, query);
            boolean earlier = count.tookLong().get();
            try {
                Answer answer = count.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                return answer.failure() == null
                        ? Optional.of(new Counted(answer.number(), earlier))
                        : failed(answer.failure(), earlier);
            } catch (TimeoutException e) {
                count.tookLong().set(true);
                return Optional.empty();
            }
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new CompletionException(e);
        }
    }

    /** A store that is too slow for the count may still end sessions. */
    private static Optional<Counted> failed(RuntimeException failure, boolean earlier) {
        if (earlier) {
            return Optional.empty();
        }
        throw failure;
    }

    private synchronized Count count(String name, SessionQuery query) {
        counts.values().removeIf(this::isOld);
        Count known = counts.get(name);
        if (known == null) {
            known = new Count(CompletableFuture.supplyAsync(() -> answer(query), threads), new AtomicBoolean());
            counts.put(name, known);
        }
        return known;
    }

    private Answer answer(SessionQuery query) {
        try {
            return new Answer(console.sessions().count(query), null, console.now());
        } catch (RuntimeException e) {
            return new Answer(0, e, console.now());
        }
    }

    private boolean isOld(Count count) {
        return count.answer().isDone()
                && (count.answer().isCompletedExceptionally()
                        || !count.tookLong().get()
                        || console.since(count.answer().join().at()).compareTo(VALID) > 0);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

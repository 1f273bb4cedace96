package dev.carnet.console;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What the console does and has done lately. Thread-safe. */
final class Works implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int WAITING = 16;
    private static final int KEPT = 20;
    private static final long MOMENT_MILLIS = 500;
    private static final long LONGEST_END_SECONDS = 5;

    private final Deque<Work> latest = new ArrayDeque<>();
    private final InstantSource clock;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), Works::thread);

    Works(InstantSource clock) {
        this.clock = clock;
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "carnet-console-work");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins a piece of work, and waits a moment for its end.
     *
     * @throws RefusedRequestException if too much waits already
     */
    Work begin(Work.Order order) {
        Work work = new Work(order, clock.instant());
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            throw new RefusedRequestException(
                    503, "Too many actions are running already. Wait until one of them" + " ends.");
        }
        synchronized (latest) {
            latest.addFirst(work);
            if (latest.size() > KEPT) {
                latest.removeLast();
            }
        }
        work.await(MOMENT_MILLIS);
        return work;
    }

    Optional<Work> find(String id) {
        return latest().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The newest first. */
    List<Work> latest() {
        synchronized (latest) {
            return List.copyOf(latest);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try { // so that what was broken off leaves its line in the audit trail
            boolean unused = threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

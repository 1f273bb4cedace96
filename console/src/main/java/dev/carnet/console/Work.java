package dev.carnet.console;

import dev.carnet.BulkResult;
import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** One thing that somebody has the console do: ending sessions, or sweeping. Thread-safe. */
final class Work implements Runnable {
    /** How many sessions it concerns where nobody has counted them. */
    static final long UNKNOWN = 0;

    private final String id = RandomText.next();
    private final Order order;
    private final Instant begunAt;
    private final AtomicLong done = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile State state = State.RUNNING;
    private volatile String outcome = "";

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * What to do.
     *
     * @param trail of who wants it
     * @param what to which sessions, for the trail
     * @param title for people
     * @param expected about how many sessions it concerns, or {@link #UNKNOWN}
     * @param task does it and tells how many it has done
     */
    record Order(AuditTrail trail, AuditAction action, String what, String title, long expected, Task task) {}

    /** Does something to sessions, and tells how many meanwhile. */
    @FunctionalInterface
    interface Task {
        BulkResult run(LongConsumer progress);
    }

    Work(Order order, Instant begunAt) {
        this.order = order;
        this.begunAt = begunAt;
    }

    @Override
    public void run() {
        try {
            BulkResult result = order.trail()
                    .audit(
                            order.action(),
                            order.what(),
                            BulkResult::sessions,
                            () -> order.task().run(done::addAndGet));
            done.set(result.sessions());
            outcome = Words.count(result.sessions(), "session") + " " + verb() + unreadable(result.unreadable());
            state = State.DONE;
        } catch (RuntimeException e) {
            outcome = "failed after " + Words.count(done.get(), "session") + ": "
                    + Printable.line(String.valueOf(e.getMessage()));
            state = State.FAILED;
        } finally {
            ended.countDown();
        }
    }

    private String verb() {
        return order.action() == AuditAction.SWEEP ? "swept" : "ended";
    }

    private static String unreadable(long count) {
        return count == 0 ? "" : "; " + Words.count(count, "record") + " cannot be read and stayed";
    }

    /** Waits a moment, as most of it takes no longer. */
    void await(long millis) {
        try {
            boolean unused = ended.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String id() {
        return id;
    }

    String title() {
        return order.title();
    }

    Instant begunAt() {
        return begunAt;
    }

    State state() {
        return state;
    }

    /** How many sessions so far. */
    long done() {
        return done.get();
    }

    /** How many in all, about; or {@link #UNKNOWN}. */
    long expected() {
        return order.expected() == UNKNOWN ? UNKNOWN : Math.max(order.expected(), done.get());
    }

    /** How it ended; empty while it runs. */
    String outcome() {
        return outcome;
    }
}

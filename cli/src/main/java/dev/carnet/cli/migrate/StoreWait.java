package dev.carnet.cli.migrate;

import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.SessionStoreException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for a store that does not answer, longer each time, as long as somebody wants to. The time counts since its last answer:
 * a call that is silent until its timeout is part of it. Thread-safe.
 */
final class StoreWait {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LAST_ATTEMPT = Duration.ofSeconds(1);

    private final Shell shell;
    private final Duration patience;
    private final AtomicLong answered = new AtomicLong(System.nanoTime());
    private final AtomicLong failures = new AtomicLong();

    /** @param patience how long to wait in all for one answer */
    StoreWait(Shell shell, Duration patience) {
        this.shell = shell;
        this.patience = patience;
    }

    /** The store has answered. */
    void isOver() {
        answered.set(System.nanoTime());
        failures.set(0);
    }

    /** Whether somebody has waited for long enough, and a moment more for a last attempt. */
    boolean isTooLong() {
        return System.nanoTime() - answered.get() > patience.plus(LAST_ATTEMPT).toNanos();
    }

    /**
     * Says what happened and waits; false, at once, if it was waited for long enough, or as soon as somebody asks to stop.
     *
     * @param failure what the store did
     */
    boolean isWaitedFor(SessionStoreException failure, Interruption interruption) {
        Duration left = patience.minusNanos(System.nanoTime() - answered.get());
        if (left.isNegative() || left.isZero() || interruption.isAsked()) {
            return false;
        }
        Duration pause = shorter(left, pause(failures.getAndIncrement()));
        shell.err()
                .println("carnet: " + failure.getMessage() + "\nTrying again in " + Math.max(1, pause.toSeconds())
                        + " s; Ctrl-C stops");
        shell.err().flush();
        return !interruption.isAskedWithin(pause);
    }

    private static Duration pause(long failuresBefore) {
        return shorter(LONGEST_PAUSE, FIRST_PAUSE.multipliedBy(1L << Math.min(failuresBefore, 5)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

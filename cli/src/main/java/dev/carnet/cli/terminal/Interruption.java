package dev.carnet.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a stop at the next good place: the process ends once the work at hand is done, or after a while. Used by
 * the thread that works; closed by it when it is done.
 */
public final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile long askedAt;
    private final Thread hook = new Thread(this::waitForTheWork, "carnet-interruption");

    private Interruption() {}

    public static Interruption onExit() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void waitForTheWork() {
        askedAt = System.nanoTime();
        asked.countDown();
        try {
            done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether Ctrl-C was pressed; on any thread. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Whether Ctrl-C was pressed at least so long ago; on any thread. */
    public boolean isAskedFor(Duration least) {
        return isAsked() && System.nanoTime() - askedAt >= least.toNanos();
    }

    /** Waits for Ctrl-C, at most so long; true as soon as it was pressed, or if this thread is interrupted. */
    public boolean isAskedWithin(Duration most) {
        try {
            return asked.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** At a good place: interrupts this thread if Ctrl-C was pressed. */
    public void interruptIfAsked() {
        if (isAsked()) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // then the hook runs, and has just been told
        }
    }
}

package dev.carnet.cli;

import dev.carnet.error.SessionStoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for a store that does not answer, longer each time, as long as somebody wants to. Thread-safe. */
final class StoreWait {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Shell shell;
    private final Duration patience;
    private Duration pause = FIRST_PAUSE;
    private Duration waited = Duration.ZERO;

    /** @param patience how long to wait in all for one answer */
    StoreWait(Shell shell, Duration patience) {
        this.shell = shell;
        this.patience = patience;
    }

    /** The store has answered. */
    synchronized void isOver() {
        pause = FIRST_PAUSE;
        waited = Duration.ZERO;
    }

    /**
     * Says what happened and waits; false, at once, if it was waited for long enough, or somebody asked to stop.
     *
     * @param unanswered what the store did
     */
    synchronized boolean isWaitedFor(SessionStoreException unanswered, Interruption interruption) {
        if (waited.compareTo(patience) >= 0 || interruption.isAsked()) {
            return false;
        }
        shell.err()
                .println("carnet: " + unanswered.getMessage() + "\nTrying again in " + pause.toSeconds()
                        + " s; Ctrl-C stops");
        shell.err().flush();
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        waited = waited.plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return true;
    }
}

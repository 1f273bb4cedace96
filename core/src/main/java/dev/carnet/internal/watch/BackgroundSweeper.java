package dev.carnet.internal.watch;

import dev.carnet.error.SessionStoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a sweep periodically on its own thread, first after a random part of the interval, so that nodes that start
 * together do not sweep together. A failing sweep does not prevent the next one.
 */
public final class BackgroundSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.session");

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "carnet-sweeper");
        made.setDaemon(true);
        return made;
    });

    public BackgroundSweeper(Runnable sweep, Duration interval) {
        long nanos = interval.toNanos();
        // Runs until close; run() handles what it throws.
        var unused = thread.scheduleWithFixedDelay(
                () -> run(sweep), ThreadLocalRandom.current().nextLong(nanos), nanos, TimeUnit.NANOSECONDS);
    }

    private static void run(Runnable sweep) {
        try {
            sweep.run();
        } catch (SessionStoreException e) {
            LOG.warn("the sweep of expired sessions failed and will be repeated: {}", e.getMessage());
        } catch (Throwable e) { // an Error too: a thread pool would drop the task for good, without a word
            LOG.error("the sweep of expired sessions failed and will be repeated", e);
        }
    }

    /** Stops; a sweep under way finishes its batch. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}

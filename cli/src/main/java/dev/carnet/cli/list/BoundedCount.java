package dev.carnet.cli.list;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A count that nobody waits for longer than a limit. Some stores read every session to count, which takes minutes for millions. A
 * count that takes longer is left to its thread, and fails when the store is closed.
 */
final class BoundedCount {
    private BoundedCount() {}

    /** The number; empty if it took longer than the limit, or the thread was interrupted. Throws what the count throws. */
    static OptionalLong within(Duration limit, LongSupplier count) {
        FutureTask<Long> task = new FutureTask<>(count::getAsLong);
        Thread thread = new Thread(task, "carnet-count");
        thread.setDaemon(true);
        thread.start();
        try {
            return OptionalLong.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException tooLong) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the sessions cannot be counted", e.getCause());
        }
    }
}

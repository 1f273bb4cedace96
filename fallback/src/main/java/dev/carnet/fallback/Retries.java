package dev.carnet.fallback;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Waits for what a store does, and tries again what it failed at, as long as the watcher of a move wants.
 *
 * @param pool makes the calls, so that nobody has to wait for one to its end
 */
record Retries(SessionMove.Watcher watcher, ExecutorService pool) {
    private static final long ASKED_EACH_MILLIS = 200;

    /** Threads for calls. */
    static ExecutorService threads(int number) {
        return Executors.newFixedThreadPool(number, Retries::thread);
    }

    /** A thread that keeps no process alive. */
    static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "carnet-move");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Whether time may mend a failure: a store that was silent, refused a write that came too late, changed its primary or
     * was overloaded. Many of those look like any other error.
     */
    static boolean areWorthIt(RuntimeException e) {
        return e instanceof SessionStoreException
                && !(e instanceof DifferentlyStoredException)
                && !(e instanceof AbandonedCallException)
                && !(e instanceof InterruptedMoveException)
                && !(e instanceof UnconfirmedWriteException);
    }

    /** A call that may be repeated. */
    <T> T call(Supplier<T> call) {
        Callable<T> task = call::get;
        while (true) {
            try {
                return await(pool.submit(task));
            } catch (SessionStoreException e) {
                if (!areWorthIt(e) || !watcher.triesAgain(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * What a call gives, or the exception that it throws.
     *
     * @throws AbandonedCallException if the watcher no longer waits
     */
    <T> T await(Future<T> call) {
        while (true) {
            try {
                return call.get(ASKED_EACH_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (watcher.abandons()) {
                    throw new AbandonedCallException();
                }
            } catch (ExecutionException e) {
                throw unwrapped(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedMoveException(e);
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
}

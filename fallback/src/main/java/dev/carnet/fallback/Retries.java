package dev.carnet.fallback;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import java.util.function.Supplier;

/** Tries again what a store failed at, as long as the watcher of a move wants. */
record Retries(SessionMove.Watcher watcher) {

    /**
     * Whether time may mend a failure: a store that was silent, refused a write that came too late, changed its primary or
     * was overloaded. Many of those look like any other error.
     */
    static boolean areWorthIt(RuntimeException e) {
        return e instanceof SessionStoreException
                && !(e instanceof DifferentlyStoredException)
                && !(e instanceof UnconfirmedWriteException);
    }

    /** A call that may be repeated. */
    <T> T call(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (SessionStoreException e) {
                if (!areWorthIt(e) || !watcher.triesAgain(e)) {
                    throw e;
                }
            }
        }
    }
}

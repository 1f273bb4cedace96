package dev.carnet.internal.record;

import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.internal.watch.StillThereException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;

/**
 * Ends a session reliably. Some servers answer "0 deleted" for a session that a parallel write has just moved, and the
 * session lives on. So a deletion that found nothing reads once more and, as long as the session exists, deletes it
 * again. A successful deletion is one call.
 *
 * @param store the session's store
 */
public record CertainDelete(SessionStore store) {
    private static final int MOST_ATTEMPTS = 10;

    /**
     * Deletes a session, whatever its version.
     *
     * @return whether this call deleted it; {@link Deletion#NOTHING_THERE} means that it is gone
     * @throws StillThereException if it is there after every attempt
     * @throws InterruptedDeletionException if it is there and the thread is interrupted, which it stays
     */
    public Deletion delete(SessionKey key) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Deletion outcome = attempt(key);
            if (outcome.found()) {
                return outcome;
            }
            if (isGone(key)) {
                return Deletion.NOTHING_THERE;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedDeletionException();
            }
        }
        throw new StillThereException();
    }

    /** One deletion. Where the store does not know whether it was carried out, a look tells. */
    private Deletion attempt(SessionKey key) {
        try {
            return new Deletion(store.delete(key, null), null);
        } catch (UnconfirmedWriteException e) {
            if (e.isCarriedOut() || isGone(key)) {
                return new Deletion(true, e);
            }
            throw e;
        }
    }

    /** Whether nothing is stored under a key. */
    public boolean isGone(SessionKey key) {
        try {
            return store.find(key).isEmpty();
        } catch (UnreadableSessionException damagedButThere) {
            return false;
        }
    }
}

package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The store is configured to wait until others, such as replicas or a majority, confirm a write, and they did not. A
 * failover now could undo the write.
 *
 * <p>The write counts as stored: the engine continues with the new state, including a new id, and then throws this
 * exception. So the caller is informed, and no browser is left with an id that no longer exists. Reading the write back
 * cannot replace the confirmation, because it does not prove that the next primary has the write.
 */
public class UnconfirmedWriteException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    private final boolean carriedOut;

    /** For a write that was carried out. */
    public UnconfirmedWriteException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    /**
     * @param carriedOut whether the store knows that the write was carried out; if it does not know, the engine reads to
     *     find out
     */
    public UnconfirmedWriteException(String message, @Nullable Throwable cause, boolean carriedOut) {
        super(message, cause);
        this.carriedOut = carriedOut;
    }

    /** Whether the store knows that the write was carried out. */
    public boolean isCarriedOut() {
        return carriedOut;
    }
}

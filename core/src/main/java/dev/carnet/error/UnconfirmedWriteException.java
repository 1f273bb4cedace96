package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The store was told to wait until others confirm a write, such as replicas or a majority, and they did not. A failover now
 * could undo the write.
 *
 * <p>A write that was carried out counts as stored: the engine goes on from the new state, a new id included, and then
 * throws this. So the caller is told, and nobody is left with an id that no longer exists. Reading the write back would not
 * replace the confirmation: that the primary has it does not prove that the next primary will.
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

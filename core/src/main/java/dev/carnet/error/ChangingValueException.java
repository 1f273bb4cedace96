package dev.carnet.error;

/**
 * A value was changed by another thread for as long as it was looked at, so that no moment of it could be stored. A collection
 * that takes care of threads ({@code ConcurrentHashMap}, {@code CopyOnWriteArrayList}, {@code Collections.synchronizedList})
 * never causes this.
 */
public final class ChangingValueException extends SessionCodecException {
    private static final long serialVersionUID = 1L;

    public ChangingValueException(String message) {
        super(message, null);
    }
}

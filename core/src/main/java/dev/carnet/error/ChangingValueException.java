package dev.carnet.error;

/**
 * Another thread kept changing a value while it was encoded, so no consistent snapshot could be stored. A thread-safe
 * collection ({@code ConcurrentHashMap}, {@code CopyOnWriteArrayList}, {@code Collections.synchronizedList}) never
 * causes this.
 */
public final class ChangingValueException extends SessionCodecException {
    private static final long serialVersionUID = 1L;

    public ChangingValueException(String message) {
        super(message, null);
    }
}

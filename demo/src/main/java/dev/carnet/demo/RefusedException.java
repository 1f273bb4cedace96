package dev.carnet.demo;

/** The request cannot be answered as it is; the message is shown to whoever sent it. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}

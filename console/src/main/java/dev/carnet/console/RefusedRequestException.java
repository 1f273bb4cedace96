package dev.carnet.console;

/** A request that is answered by an error page. */
final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String text;

    /** @param text what was wrong and what to do, for the page */
    RefusedRequestException(int status, String text) {
        super(text);
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }
}

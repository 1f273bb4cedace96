package dev.carnet.dancer.sereal;

/** Bytes are no Sereal document that can be read here. The message shows none of them. */
public final class SerealException extends Exception {
    private static final long serialVersionUID = 1L;

    SerealException(String message) {
        super(message);
    }
}

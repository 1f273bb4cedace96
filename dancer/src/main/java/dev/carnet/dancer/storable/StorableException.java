package dev.carnet.dancer.storable;

/** Bytes are no Storable value that can be read. The message shows none of them. */
public final class StorableException extends Exception {
    private static final long serialVersionUID = 1L;

    StorableException(String message) {
        super(message);
    }
}

package dev.carnet.dancer.perl;

/** A Perl value cannot be said in JSON. The message names the kind of value and shows none of it. */
public final class NotPlainException extends Exception {
    private static final long serialVersionUID = 1L;

    NotPlainException(String message) {
        super(message);
    }

    /** A value that only code could bring back. */
    static NotPlainException of(PerlOpaque value) {
        String of = value.className() == null ? "" : " (" + value.className() + ")";
        return new NotPlainException(value.what() + of);
    }
}

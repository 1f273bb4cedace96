package dev.carnet.json;

/** A value cannot be made yet, for it holds what is being made around it. */
final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfinished() {
        super("refers to what is being read", null, false, false);
    }
}

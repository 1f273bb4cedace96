package dev.carnet.json.graph;

/** A value cannot be made yet, for it holds what is being made around it. */
public final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unfinished() {
        super("refers to what is being read", null, false, false);
    }
}

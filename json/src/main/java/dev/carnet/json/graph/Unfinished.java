package dev.carnet.json.graph;

/** Thrown if a value cannot be created yet because it contains an object that is being created. */
public final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unfinished() {
        super("refers to what is being read", null, false, false);
    }
}

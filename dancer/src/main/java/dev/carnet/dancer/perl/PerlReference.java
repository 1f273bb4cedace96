package dev.carnet.dancer.perl;

/** A reference to another value. Data structures consist of references to arrays and hashes. */
public final class PerlReference extends PerlValue {
    private final boolean weak;
    private final boolean overloaded;
    private PerlValue referent = this;

    /**
     * A reference that refers to itself until {@link #to} is called.
     *
     * @param weak whether it keeps its referent alive
     * @param overloaded whether the referent's class overloads operators
     */
    public PerlReference(boolean weak, boolean overloaded) {
        this.weak = weak;
        this.overloaded = overloaded;
    }

    public static PerlReference of(PerlValue referent) {
        return new PerlReference(false, false).to(referent);
    }

    public PerlReference to(PerlValue value) {
        referent = value;
        return this;
    }

    public PerlValue referent() {
        return referent;
    }

    public boolean isWeak() {
        return weak;
    }

    public boolean isOverloaded() {
        return overloaded;
    }
}

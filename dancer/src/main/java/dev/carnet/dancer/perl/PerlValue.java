package dev.carnet.dancer.perl;

import org.jspecify.annotations.Nullable;

/**
 * One of Perl's values. Perl shares values by reference, so two are the same only if they are the same object. Not
 * thread-safe.
 */
public abstract sealed class PerlValue permits PerlScalar, PerlReference, PerlArray, PerlHash, PerlOpaque {
    private @Nullable String className;

    PerlValue() {}

    /** The class that the value is blessed into, or null. It is a name and nothing more: no code of it ever runs. */
    public final @Nullable String className() {
        return className;
    }

    /** Blesses this value. */
    public final void bless(@Nullable String name) {
        className = name;
    }

    /** What a reference refers to, through any number of references; the value itself if it is none. Ends at a circle. */
    public final PerlValue target() {
        PerlValue value = this;
        for (int depth = 0; value instanceof PerlReference reference; depth++) {
            if (depth == MOST_REFERENCES) {
                return value;
            }
            value = reference.referent();
        }
        return value;
    }

    private static final int MOST_REFERENCES = 500;

    /** The kind of value, not what it holds: that may be personal. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + (className == null ? "" : "(" + className + ")");
    }
}

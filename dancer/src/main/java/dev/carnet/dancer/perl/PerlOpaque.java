package dev.carnet.dancer.perl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that only running code could bring back: an object that freezes itself, a subroutine, a tied variable. It is kept
 * so that it can be stored as it was; nothing here finds out what it means.
 */
public final class PerlOpaque extends PerlValue {
    private final String what;
    private final @Nullable String text;
    private final List<PerlValue> parts = new ArrayList<>();
    private @Nullable Object detail;

    /**
     * @param what what it is, for messages
     * @param text what it reads as plain data, such as a regular expression's source; null if nothing
     */
    public PerlOpaque(String what, @Nullable String text) {
        this.what = what;
        this.text = text;
    }

    /** What it is, for messages. */
    public String what() {
        return what;
    }

    /** What it reads as plain data, or null if nothing does. */
    public @Nullable String text() {
        return text;
    }

    /** The values it refers to, which may be changed. */
    public List<PerlValue> parts() {
        return parts;
    }

    /** What the format that read it needs to write it; null until it was read to its end. */
    public @Nullable Object detail() {
        return detail;
    }

    public PerlOpaque detail(Object value) {
        detail = value;
        return this;
    }
}

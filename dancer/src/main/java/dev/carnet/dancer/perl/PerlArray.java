package dev.carnet.dancer.perl;

import java.util.ArrayList;
import java.util.List;

/** An array. */
public final class PerlArray extends PerlValue {
    private final List<PerlValue> elements = new ArrayList<>();

    /** Its elements, which may be changed. */
    public List<PerlValue> elements() {
        return elements;
    }
}

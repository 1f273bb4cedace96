package dev.carnet.json.graph;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Writes a value when it is known which objects are parts. */
public final class Placing extends MarkedSharing {
    private final IdentityHashMap<Object, String> parts;
    private @Nullable Object self;

    /**
     * @param parts the parts' names
     * @param self the part that is to be written itself, or null for a value that is none
     */
    public Placing(IdentityHashMap<Object, String> parts, @Nullable Object self) {
        this.parts = parts;
        this.self = self;
    }

    @Override
    public @Nullable String partFor(Object value) {
        if (value == self) {
            self = null;
            return null;
        }
        String name = parts.get(value);
        return name == null ? null : reference(name);
    }

    @Override
    public void isWritten(Object value) {}
}

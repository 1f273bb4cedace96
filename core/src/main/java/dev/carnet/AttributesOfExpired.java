package dev.carnet;

import dev.carnet.event.ExpiredAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an expired session contained. */
record AttributesOfExpired(Session expired) implements ExpiredAttributes {
    @Override
    public Set<String> names() {
        return expired.names();
    }

    @Override
    public @Nullable Object get(String name) {
        return expired.get(name);
    }
}

package dev.carnet.json.type;

import dev.carnet.options.ValueAdapter;

/** A class with an adapter: only the adapter writes and reads its values. */
public record Adapted(String name, ValueAdapter<?> adapter) implements StoredType {
    public Class<?> type() {
        return adapter.type();
    }
}

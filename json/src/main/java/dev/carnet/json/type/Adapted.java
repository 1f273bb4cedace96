package dev.carnet.json.type;

import dev.carnet.options.ValueAdapter;

/** The classes for which an adapter speaks: nothing but the adapter writes and reads their values. */
public record Adapted(String name, ValueAdapter<?> adapter) implements StoredType {
    public Class<?> type() {
        return adapter.type();
    }
}

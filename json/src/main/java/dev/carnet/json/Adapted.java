package dev.carnet.json;

import dev.carnet.options.ValueAdapter;

/** The classes for which an adapter speaks: nothing but the adapter writes and reads their values. */
record Adapted(String name, ValueAdapter<?> adapter) implements StoredType {
    Class<?> type() {
        return adapter.type();
    }
}

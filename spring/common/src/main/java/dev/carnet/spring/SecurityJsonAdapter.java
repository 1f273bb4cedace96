package dev.carnet.spring;

import dev.carnet.options.ValueAdapter;

/** Stores one of Spring Security's types in its own JSON. */
record SecurityJsonAdapter<T>(String name, Class<T> type, ReadableFormat format) implements ValueAdapter.Json<T> {
    @Override
    public String toJson(T value) {
        return format.write(value, type);
    }

    @Override
    public T fromJson(String json) {
        return format.read(json, type);
    }
}

package dev.carnet.json.type;

/** An application's class that is allowed by name; Jackson writes and reads its fields. */
public record Application(String name, Class<?> type) implements StoredType {}

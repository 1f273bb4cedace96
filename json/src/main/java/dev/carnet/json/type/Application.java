package dev.carnet.json.type;

/** A class of the application's that is allowed by name; Jackson writes and reads its fields. */
public record Application(String name, Class<?> type) implements StoredType {}

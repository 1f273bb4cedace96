package dev.carnet.json;

/** A class of the application's that is allowed by name; Jackson writes and reads its fields. */
record Application(String name, Class<?> type) implements StoredType {}

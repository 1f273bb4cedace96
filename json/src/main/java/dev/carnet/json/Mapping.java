package dev.carnet.json;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map of the JDK's, stored as a JSON object.
 *
 * @param maker makes it from its entries; throws a {@link RuntimeException} if they are none for it
 */
record Mapping(String name, Function<Map<Object, @Nullable Object>, Object> maker) implements StoredType {}

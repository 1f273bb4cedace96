package dev.carnet.spring;

/** Spring Security's values as its own JSON, with the Jackson that it was made for. Thread-safe. */
public interface SecurityValueFormat {
    /**
     * One JSON value.
     *
     * @throws IllegalArgumentException if the value, or one in it, is none that Spring Security writes
     */
    String write(Object value);

    /**
     * What was written.
     *
     * @throws IllegalArgumentException if it cannot be read as the type, or names a class that is not allowed
     */
    <T> T read(String json, Class<T> type);
}

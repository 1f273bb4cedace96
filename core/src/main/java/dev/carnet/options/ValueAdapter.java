package dev.carnet.options;

import java.util.function.Function;

/**
 * Converts values of a class that the application cannot change to plain JSON under a name, and back. It applies to the
 * class, its subclasses and its implementations; of several adapters, the one for the closest class is used. Only this
 * adapter reads the values stored under its name. Works with every codec.
 *
 * <p>Registered by {@link AllowedTypes#and(ValueAdapter)}, or found by {@link java.util.ServiceLoader}. Thread-safe. If
 * it throws an exception when it writes, the value is refused; when it reads, the value is unreadable. It must not
 * return null.
 *
 * <pre>{@code
 * ValueAdapter<URL> urls = ValueAdapter.of("url", URL.class, URL::toString, text -> new URL((String) text));
 * }</pre>
 *
 * @param <T> the class of the values
 */
public sealed interface ValueAdapter<T> {
    /** The name that is stored beside the values: letters, digits, {@code . _ $ -}. It must never change. */
    String name();

    /** The class of the values; not one that Carnet stores itself, such as a text, a number, a list or a map. */
    Class<T> type();

    /** An adapter that converts to and from plain values. */
    non-sealed interface Plain<T> extends ValueAdapter<T> {
        /**
         * Returns a text, a number, a boolean, or lists and maps of these; keys of maps are texts, and nulls inside are
         * allowed.
         */
        Object toPlain(T value);

        /** Restores a value. A number is equal to the one written, but may have another class. */
        T fromPlain(Object plain);
    }

    /** An adapter that reads and writes JSON itself, with any library. */
    non-sealed interface Json<T> extends ValueAdapter<T> {
        /** Returns one JSON value. */
        String toJson(T value);

        /** Restores a value from stored JSON; white space and the notation of numbers may differ from what was written. */
        T fromJson(String json);
    }

    /** An adapter from two functions; see {@link Plain} for their arguments and results. */
    static <T> ValueAdapter<T> of(
            String name, Class<T> type, Function<? super T, ?> toPlain, Function<Object, ? extends T> fromPlain) {
        return new PlainFunctions<>(name, type, toPlain, fromPlain);
    }
}

package dev.carnet.options;

import java.util.function.Function;

/**
 * Says how values of a class are stored that is not the application's own to change: as plain JSON under a name, and back. It
 * speaks for the class, its subclasses and, if it is an interface, for all that implement it; of several adapters the one of
 * the closest class. What is stored under its name is read by it and by nothing else. Works in every codec.
 *
 * <p>Handed in by {@link AllowedTypes#and(ValueAdapter)}, or found through {@link java.util.ServiceLoader}. Thread-safe. What it
 * throws when it writes refuses the value; what it throws when it reads makes the value unreadable. It must not give null.
 *
 * <pre>{@code
 * ValueAdapter<URL> urls = ValueAdapter.of("url", URL.class, URL::toString, text -> new URL((String) text));
 * }</pre>
 *
 * @param <T> the class it speaks for
 */
public sealed interface ValueAdapter<T> {
    /** The name that is stored beside the values: letters, digits, {@code . _ $ -}. Never to be changed. */
    String name();

    /** The class it speaks for: not one that Carnet stores anyway, such as a text, a number, a list or a map. */
    Class<T> type();

    /** One that speaks in plain values. */
    non-sealed interface Plain<T> extends ValueAdapter<T> {
        /** A text, a number, a boolean, or lists and maps of such, maps with texts for keys; nulls within are fine. */
        Object toPlain(T value);

        /** The value of what was plain. A number comes back as one that is equal, perhaps of another class. */
        T fromPlain(Object plain);
    }

    /** One that speaks JSON itself, with whatever library. */
    non-sealed interface Json<T> extends ValueAdapter<T> {
        /** One JSON value. */
        String toJson(T value);

        /** The value of JSON that was stored; blanks and the way in which numbers are written may differ. */
        T fromJson(String json);
    }

    /** An adapter of two functions; see {@link Plain} for what they give and take. */
    static <T> ValueAdapter<T> of(
            String name, Class<T> type, Function<? super T, ?> toPlain, Function<Object, ? extends T> fromPlain) {
        return new PlainFunctions<>(name, type, toPlain, fromPlain);
    }
}

package dev.carnet.options;

import java.util.function.Function;

/** A {@link ValueAdapter} of two functions. */
record PlainFunctions<T>(String name, Class<T> type, Function<? super T, ?> to, Function<Object, ? extends T> from)
        implements ValueAdapter.Plain<T> {
    @Override
    public Object toPlain(T value) {
        return to.apply(value);
    }

    @Override
    public T fromPlain(Object plain) {
        return from.apply(plain);
    }
}

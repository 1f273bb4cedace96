package dev.carnet.cli;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import java.lang.reflect.Type;

/**
 * For an engine that only looks and deletes: values stay the bytes they are. A real codec would have to know the
 * application's classes, and costs every command a fifth of a second.
 *
 * @param encoding the store's
 */
record UntouchedValues(Encoding encoding) implements SessionCodec {
    @Override
    public Encoded encode(Object value) {
        throw untouched();
    }

    @Override
    public Object decode(Encoded value) {
        throw untouched();
    }

    @Override
    public Object decode(Encoded value, Type type) {
        throw untouched();
    }

    private static UnsupportedOperationException untouched() {
        return new UnsupportedOperationException("the command line leaves values as they are stored");
    }
}

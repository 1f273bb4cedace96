package dev.carnet.spi.codec;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns attribute values into bytes and back. Thread-safe. Equal values give equal bytes (sets and maps without
 * an order of their own are sorted), so that the engine sees by the bytes whether a value has changed.
 */
public interface SessionCodec {
    /** The form it writes. */
    Encoding encoding();

    /**
     * A value's bytes and type note.
     *
     * @throws SessionCodecException if the value, or one inside it, is of a type that is not allowed
     */
    Encoded encode(Object value);

    /**
     * The value as it was encoded, by its note; without a note as the plain types: text, number, boolean, list, map.
     *
     * @return null only where the bytes say so
     * @throws SessionCodecException if the bytes cannot be read
     */
    @Nullable
    Object decode(Encoded value);

    /**
     * The value as a type the caller names; names in the stored bytes choose nothing.
     *
     * @return null only where the bytes say so
     * @throws SessionCodecException if the bytes cannot be read as that type
     */
    @Nullable
    Object decode(Encoded value, Type type);

    /**
     * The value as JSON text for people and other programs, without a look at its note; what JSON has no type for is text
     * there. Not to be decoded again.
     *
     * @throws SessionCodecException if the bytes cannot be read; a codec whose form is JSON leaves that to who reads the text
     */
    default String toJson(Encoded value) {
        return value.text();
    }
}

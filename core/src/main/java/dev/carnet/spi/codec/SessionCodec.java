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
     * The value as a store of JSON would hold it, note included: for people, for other programs, and on its way to a store of
     * another encoding. No class need be allowed, nothing is made of the value. For an encoding that is JSON it is the value
     * itself.
     *
     * @return JSON as UTF-8; a date is text in ISO 8601, binary values are base64
     * @throws SessionCodecException if the value cannot be read; a codec whose form is JSON leaves that to who reads the text
     */
    default Encoded toJson(Encoded value) {
        return value;
    }

    /**
     * The value in this codec's encoding that a store of JSON holds so: the way back from {@link #toJson}.
     *
     * @throws SessionCodecException if it cannot be read, or not be written in this encoding
     */
    default Encoded fromJson(Encoded json) {
        return json;
    }
}

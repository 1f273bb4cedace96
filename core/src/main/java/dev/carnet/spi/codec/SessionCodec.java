package dev.carnet.spi.codec;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Converts attribute values to bytes and back. Thread-safe. Equal values give equal bytes (sets and maps without an
 * order of their own are sorted), so the engine detects changes by comparing bytes.
 */
public interface SessionCodec {
    /** The encoding that it writes. */
    Encoding encoding();

    /**
     * Encodes a value as bytes and a type note.
     *
     * @throws SessionCodecException if the value, or one inside it, has a type that is not allowed
     */
    Encoded encode(Object value);

    /**
     * Decodes a value by its note; without a note to the plain types: text, number, boolean, list, map.
     *
     * @return null only for an encoded null
     * @throws SessionCodecException if the bytes cannot be read
     */
    @Nullable
    Object decode(Encoded value);

    /**
     * Decodes a value as a given type; type names in the stored bytes are ignored.
     *
     * @return null only for an encoded null
     * @throws SessionCodecException if the bytes cannot be read as that type
     */
    @Nullable
    Object decode(Encoded value, Type type);

    /**
     * Converts a value to the form of a JSON store, including the note: for people, for other programs, and for stores
     * with another encoding. The value is not instantiated, so its class need not be allowed. For a JSON encoding this
     * returns the value itself.
     *
     * @return JSON as UTF-8; dates are text in ISO 8601, binary values are base64
     * @throws SessionCodecException if the value cannot be read; a codec whose encoding is JSON does not check this
     */
    default Encoded toJson(Encoded value) {
        return value;
    }

    /**
     * Converts a value of a JSON store to this codec's encoding: the inverse of {@link #toJson}.
     *
     * @throws SessionCodecException if it cannot be read, or cannot be written in this encoding
     */
    default Encoded fromJson(Encoded json) {
        return json;
    }
}

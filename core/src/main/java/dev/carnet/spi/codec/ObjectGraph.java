package dev.carnet.spi.codec;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoded;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the values of one session together, and tracks which object is which part: each part becomes one
 * object for all its references, and that object becomes the same part again. Not thread-safe.
 */
public interface ObjectGraph {
    /**
     * Decodes a value; each reference to a part gives the part's single object.
     *
     * @return null only for an encoded null
     * @throws SessionCodecException if the value, or a part to which it refers, is missing or cannot be read
     */
    @Nullable
    Object decode(Encoded value);

    /**
     * Decodes a value as a given type: the shared object if it has that type, otherwise an independent copy.
     *
     * @return null only for an encoded null
     * @throws SessionCodecException if it cannot be read as that type
     */
    @Nullable
    Object decode(Encoded value, Type type);

    /** Whether a value has a type, including its elements, and can be returned unchanged. */
    boolean is(Object value, Type type);

    /**
     * Encodes values, with shared objects as parts. An object already known as a part becomes that part again; any other
     * gets a new name and is known from now on.
     *
     * @throws SessionCodecException if one of them, or a value inside, cannot be stored
     */
    Written encode(List<Object> values);

    /** Renames parts: old name to new. */
    void rename(Map<String, String> names);

    /**
     * Values with the parts to which they refer.
     *
     * @param values in the requested order
     * @param parts all parts to which the values refer, directly or through other parts, by name
     */
    record Written(List<Encoded> values, Map<String, Encoded> parts) {
        public Written {
            values = List.copyOf(values);
            parts = Map.copyOf(parts);
        }
    }
}

package dev.carnet.spi.codec;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoded;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the values of one session together, and remembers which object is which part: each part becomes one
 * object, however many values refer to it, and that object becomes the same part again. For one thread at a time.
 */
public interface ObjectGraph {
    /**
     * The value as it was encoded, and in it, where it refers to a part, that part's one object.
     *
     * @return null only where the bytes say so
     * @throws SessionCodecException if the value, or a part it refers to, is not there or cannot be read
     */
    @Nullable
    Object decode(Encoded value);

    /**
     * The value as a type the caller names: as it was encoded if it is one of that type, else a copy that refers to nothing.
     *
     * @return null only where the bytes say so
     * @throws SessionCodecException if it cannot be read as that type
     */
    @Nullable
    Object decode(Encoded value, Type type);

    /** Whether a value can be handed out as a type, elements included, as it stands. */
    boolean is(Object value, Type type);

    /**
     * The values as they are to be stored, so that what is one object in them is a part. An object that is known as a part
     * is that part again; one that is not gets a name and is known from now on.
     *
     * @throws SessionCodecException if one of them, or one inside, may not be stored
     */
    Written encode(List<Object> values);

    /** Parts are known under other names from now on: old name to new. */
    void rename(Map<String, String> names);

    /**
     * Values with what they refer to.
     *
     * @param values in the order asked for
     * @param parts by name, all that the values refer to, directly or through other parts
     */
    record Written(List<Encoded> values, Map<String, Encoded> parts) {
        public Written {
            values = List.copyOf(values);
            parts = Map.copyOf(parts);
        }
    }
}

package dev.carnet.spi.codec;

import dev.carnet.spi.Encoded;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A codec that keeps what is one object one: within a value, across the values of a session, and in circles. By itself it
 * reads and writes single values that refer to nothing; {@link #graph} is for a session's values together. Thread-safe.
 */
public interface GraphCodec extends SessionCodec {
    /**
     * An empty memory of objects, for the values of one session.
     *
     * @param parts gives the {@linkplain JsonGraph#isPart parts} that are stored, by name; null for one that is not there
     */
    ObjectGraph graph(Function<String, @Nullable Encoded> parts);
}

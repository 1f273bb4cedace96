package dev.carnet.spi.codec;

import dev.carnet.spi.Encoded;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A codec that preserves object identity within a value, across the values of a session, and in cycles. Its own methods
 * read and write single values without references; {@link #graph} is for all values of a session. Thread-safe.
 */
public interface GraphCodec extends SessionCodec {
    /**
     * An empty object graph for the values of one session.
     *
     * @param parts returns the stored {@linkplain JsonGraph#isPart parts} by name; null for a missing one
     */
    ObjectGraph graph(Function<String, @Nullable Encoded> parts);
}

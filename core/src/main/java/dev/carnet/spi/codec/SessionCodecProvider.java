package dev.carnet.spi.codec;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoding;

/** Found through {@link java.util.ServiceLoader}: makes the codec for a store's encoding. */
public interface SessionCodecProvider {
    /** The name that {@code codec: NAME} chooses it by; empty if it is only ever chosen for a store's encoding. */
    default String name() {
        return "";
    }

    /** Whether it has a codec for this encoding. */
    boolean supports(Encoding encoding);

    /** A codec that reads and writes the plain types and, beyond them, those allowed. */
    SessionCodec create(Encoding encoding, AllowedTypes allowed);
}

package dev.carnet.spi;

import dev.carnet.AllowedTypes;

/** Found through {@link java.util.ServiceLoader}: makes the codec for a store's encoding. */
public interface SessionCodecProvider {
    /** Whether it has a codec for this encoding. */
    boolean supports(Encoding encoding);

    /** A codec that reads and writes the plain types and, beyond them, those allowed. */
    SessionCodec create(Encoding encoding, AllowedTypes allowed);
}

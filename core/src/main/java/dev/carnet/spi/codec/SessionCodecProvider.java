package dev.carnet.spi.codec;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoding;

/** Creates the codec for a store's encoding. Found by {@link java.util.ServiceLoader}. */
public interface SessionCodecProvider {
    /** The name that selects it in {@code codec: NAME}; empty if it is only selected by a store's encoding. */
    default String name() {
        return "";
    }

    /** Whether it supports this encoding. */
    boolean supports(Encoding encoding);

    /** Creates a codec for the plain types and the allowed types. */
    SessionCodec create(Encoding encoding, AllowedTypes allowed);
}

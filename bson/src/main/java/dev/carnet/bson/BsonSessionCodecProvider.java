package dev.carnet.bson;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;

/** Provides {@link BsonSessionCodec}. */
public final class BsonSessionCodecProvider implements SessionCodecProvider {
    @Override
    public boolean supports(Encoding encoding) {
        return encoding == Encoding.BSON;
    }

    @Override
    public SessionCodec create(Encoding encoding, AllowedTypes allowed) {
        if (!supports(encoding)) {
            throw new IllegalArgumentException("BSON is no " + encoding);
        }
        return BsonSessionCodec.create(allowed);
    }
}

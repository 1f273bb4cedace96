package dev.carnet.bson;

import dev.carnet.AllowedTypes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionCodec;
import dev.carnet.spi.SessionCodecProvider;

/** Offers {@link BsonSessionCodec}. */
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

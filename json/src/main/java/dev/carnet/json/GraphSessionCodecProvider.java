package dev.carnet.json;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;

/** {@code codec: graph}: provides {@link GraphSessionCodec} for every encoding that can hold JSON. */
public final class GraphSessionCodecProvider implements SessionCodecProvider {
    @Override
    public String name() {
        return "graph";
    }

    @Override
    public boolean supports(Encoding encoding) {
        return encoding != Encoding.BSON;
    }

    @Override
    public SessionCodec create(Encoding encoding, AllowedTypes allowed) {
        return GraphSessionCodec.create(encoding, allowed);
    }
}

package dev.carnet.json;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;

/** Provides {@link JsonSessionCodec} for the encodings that JSON supports. */
public final class JsonSessionCodecProvider implements SessionCodecProvider {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean supports(Encoding encoding) {
        return encoding == Encoding.JSON_TEXT || encoding == Encoding.BYTES;
    }

    @Override
    public SessionCodec create(Encoding encoding, AllowedTypes allowed) {
        return JsonSessionCodec.create(encoding, allowed);
    }
}

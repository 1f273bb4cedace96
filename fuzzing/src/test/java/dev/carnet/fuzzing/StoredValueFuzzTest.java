package dev.carnet.fuzzing;

import dev.carnet.json.JsonSessionCodec;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.nio.charset.StandardCharsets;

/** A value's note, and below it the value in JSON. */
class StoredValueFuzzTest {
    private static final JsonSessionCodec CODEC = JsonSessionCodec.create(Encoding.JSON_TEXT, Codecs.ALLOWED);
    private static final JsonSessionCodec BYTES = JsonSessionCodec.create(Encoding.BYTES, Codecs.ALLOWED);

    @Fuzzed
    void a_value_is_read_or_refused(byte[] input) {
        Bounds.check(input.length, () -> {
            String[] parts = Text.headed(input);
            Encoded stored =
                    Encoded.of(parts[1].getBytes(StandardCharsets.UTF_8), parts[0].isEmpty() ? null : parts[0]);
            Codecs.check(CODEC, stored);
            Codecs.check(BYTES, stored);
            Codecs.checkTyped(CODEC, stored);
        });
    }
}

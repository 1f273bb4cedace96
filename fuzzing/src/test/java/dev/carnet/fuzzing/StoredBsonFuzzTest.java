package dev.carnet.fuzzing;

import dev.carnet.bson.BsonSessionCodec;
import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A value's note in one line, and below it the value in BSON. */
class StoredBsonFuzzTest {
    private static final BsonSessionCodec CODEC = BsonSessionCodec.create(Codecs.ALLOWED);

    @Fuzzed
    void a_value_is_read_or_refused(byte[] input) {
        Bounds.check(input.length, () -> {
            Encoded stored = stored(input);
            Codecs.check(CODEC, stored);
            Codecs.checkTyped(CODEC, stored);
            try {
                CODEC.fromJson(CODEC.toJson(stored));
            } catch (SessionCodecException refused) {
                return;
            }
        });
    }

    private static Encoded stored(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String note = new String(input, 0, end, StandardCharsets.UTF_8);
        byte[] value = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
        return Encoded.of(value, note.isEmpty() ? null : note);
    }
}

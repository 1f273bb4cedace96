package dev.carnet.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that other programs and the shell write, and bytes that are none. */
class ForeignValuesTest {
    private final BsonSessionCodec codec = BsonSessionCodec.create(AllowedTypes.NONE);

    /** A value in MongoDB's extended JSON. */
    private static Encoded stored(String json, String note) {
        BasicOutputBuffer bytes = new BasicOutputBuffer();
        new BsonDocumentCodec()
                .encode(
                        new BsonBinaryWriter(bytes),
                        BsonDocument.parse("{\"\": " + json + "}"),
                        EncoderContext.builder().build());
        return Encoded.of(bytes.toByteArray(), note);
    }

    private Object read(String json) {
        return codec.decode(stored(json, null));
    }

    @Test
    void types_that_only_bson_has_become_the_nearest_of_the_jdk() {
        assertThat(read("{$oid: '6b00ef0d686c827df76f3ac1'}")).isEqualTo("6b00ef0d686c827df76f3ac1");
        assertThat(read("{$timestamp: {t: 1000, i: 5}}")).isEqualTo(Instant.ofEpochSecond(1000));
        assertThat(read("{$symbol: 'tea'}")).isEqualTo("tea");
        assertThat(read("{$code: '1 + 1'}")).isEqualTo("1 + 1");
        assertThat(read("null")).isNull();
        assertThat(read("[{$undefined: true}, 1]")).isEqualTo(Arrays.asList(null, 1));
        assertThat(read("{$numberDecimal: 'NaN'}")).isEqualTo(Double.NaN);
        assertThat(read("{$numberDecimal: '-Infinity'}")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read("{$numberDecimal: '-0.0'}")).isEqualTo(new BigDecimal("0.0"));
        assertThat(read("{$binary: {base64: 'AAAA', subType: '80'}}")).isEqualTo(new byte[3]);
        assertThat(read("{$binary: {base64: 'AAAA', subType: '04'}}")).isEqualTo(new byte[3]);
        assertThat(read("{'a%2Eb': {'%': 1, '50%': 2}}")).isEqualTo(Map.of("a.b", Map.of("", 1, "50%", 2)));
    }

    @Test
    void a_note_that_does_not_fit_any_more_is_overlooked() {
        assertThat(codec.decode(stored("'later'", "date"))).isEqualTo("later");
        assertThat(codec.decode(stored("5", "instant.5"))).isEqualTo(5);
        assertThat(codec.decode(stored("{$numberLong: '5'}", "list<float>"))).isEqualTo(5L);
        assertThat(codec.decode(stored("{$date: '2026-11-01T10:00:00Z'}", "uuid")))
                .isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(codec.decode(stored("'2026-11-01T10:00:00Z'", "date")))
                .isEqualTo(Date.from(Instant.parse("2026-11-01T10:00:00Z")));
    }

    @Test
    void a_number_is_read_as_the_type_asked_for_but_not_cut_off() {
        assertThat(codec.decode(stored("5", null), Long.class)).isEqualTo(5L);
        assertThat(codec.decode(stored("5", null), Double.class)).isEqualTo(5.0);
        assertThat(codec.decode(stored("{$numberDecimal: '5.5'}", null), Double.class))
                .isEqualTo(5.5);
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(stored("5.5", null), Long.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{$regularExpression: {pattern: 'a', options: ''}}", "{$minKey: 1}", "[{$maxKey: 1}]"})
    void what_java_has_nothing_for_is_unreadable(String json) {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read(json))
                .withMessageMatching("the stored value contains a BSON \\w+, which has no equivalent in Java");
    }

    @Test
    void bytes_that_are_no_bson_are_unreadable_wherever_they_end() {
        byte[] whole =
                codec.encode(Map.of("a", List.of("text", 5L, Instant.EPOCH))).bytes();
        for (int length = 0; length < whole.length; length++) {
            Encoded part = Encoded.of(Arrays.copyOf(whole, length), null);

            assertThatExceptionOfType(SessionCodecException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> codec.decode(part))
                    .withMessage("the stored value is not valid BSON and cannot be read");
        }
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.toJson(Encoded.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), null)));
    }

    @Test
    void values_as_deep_as_the_server_takes_are_stored_and_deeper_ones_refused() {
        Object deepest =
                IntStream.range(0, 89).boxed().<Object>reduce(List.of(), (inner, i) -> List.of(inner), (a, b) -> a);

        assertThat(codec.decode(codec.encode(deepest))).isEqualTo(deepest);
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.encode(List.of(deepest)))
                .withMessageContaining("nested more than 90 levels deep");
        Map<String, Object> loop = new HashMap<>();
        loop.put("self", loop);
        assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> codec.encode(loop));
    }

    @Test
    void what_others_nested_deeper_than_any_server_takes_is_unreadable() {
        String deep = "[".repeat(201) + "]".repeat(201);
        String deepest = "[".repeat(200) + "]".repeat(200);

        assertThat(read(deepest)).isInstanceOf(List.class);
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read(deep))
                .withMessage("the stored value is nested more than 200 levels deep and cannot be read");
    }
}

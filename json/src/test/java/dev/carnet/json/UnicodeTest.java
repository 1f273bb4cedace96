package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.document.JsonObject;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTest {
    private final JsonSessionCodec text = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.NONE);
    private final JsonSessionCodec bytes = JsonSessionCodec.create(Encoding.BYTES, AllowedTypes.NONE);

    static Stream<String> texts() {
        return Stream.of(
                "héllo ☃ 😀",
                "\u0000\u001f\u007f\u0080\u2028\ufeff\uffff",
                "\ud83d",
                "\ude00",
                "\ude00\ud83d",
                "a\ud83d\ud83d\ude00b",
                "\\ud83d",
                "\\\ud83d\\",
                "\ud83d\"\\u0041\n");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void any_text_survives_as_value_key_and_element(String any) {
        for (JsonSessionCodec codec : List.of(text, bytes)) {
            for (Object value : List.of(any, Map.of(any, 5L), Set.of(any, "b"), List.of(any), any.toCharArray())) {
                assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_encoding_is_ascii_so_that_no_charset_can_break_it(String any) {
        Encoded encoded = text.encode(Map.of(any, List.of(any, 5L)));

        assertThat(encoded.text()).matches("\\p{ASCII}*");
        assertThat(encoded.types()).matches("\\p{ASCII}*");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void survives_being_spliced_into_a_document_and_out(String any) {
        Encoded encoded = text.encode(Map.of(any, Set.of(any)));

        String document = JsonObject.join(new LinkedHashMap<>(Map.of("a", encoded.text())));
        Encoded stored =
                Encoded.of(Encoded.ofText(JsonObject.split(document).get("a")).bytes(), encoded.types());

        assertThat(text.decode(stored)).isEqualTo(Map.of(any, Set.of(any)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "X-UTF-32LE-BOM"})
    void what_is_no_utf_8_is_read_as_no_other_text(String charset) {
        for (String json : List.of("\"a\"", "12", "[1]", "{\"a\":1}")) {
            Encoded stored = Encoded.of(json.getBytes(Charset.forName(charset)), null);

            assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> bytes.decode(stored));
            assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> bytes.decode(stored, Map.class));
        }
    }

    @Test
    void bytes_are_readable_utf_8() {
        assertThat(bytes.encode(Map.of("café", Set.of("☃ 😀"))).text()).isEqualTo("{\"café\":[\"☃ 😀\"]}");
        assertThat(bytes.encode("\ud83d").text()).isEqualTo("\"\\ud83d\"");
        assertThat(text.encode("café 😀").text()).isEqualTo("\"caf\\u00e9 \\ud83d\\ude00\"");
    }

    @Test
    void either_reads_what_the_other_wrote() {
        Map<String, Object> value = Map.of("héllo ☃ 😀", List.of(5L, "😀"));

        assertThat(bytes.decode(text.encode(value))).isEqualTo(value);
        assertThat(text.decode(bytes.encode(value))).isEqualTo(value);
    }

    @Test
    void bytes_that_are_no_utf_8_are_unreadable() {
        for (byte[] broken : new byte[][] {
            {'"', (byte) 0xff, '"'}, {'"', (byte) 0xc3, '"'}, {'"', '\\', 'u', 'd', '8', '0', '0', (byte) 0xff, '"'}
        }) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> bytes.decode(Encoded.of(broken, null)))
                    .withMessageStartingWith("the stored value is not ");
        }
    }
}

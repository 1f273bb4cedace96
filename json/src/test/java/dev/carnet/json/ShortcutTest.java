package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the short way leads where the long way does. A list goes the long way with what is in it. */
class ShortcutTest {
    private static final JsonSessionCodec CODEC = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.NONE);

    static Stream<Object> values() {
        Stream<Object> texts = Stream.iterate(0, c -> c + 1).limit(0x180).map(c -> "a" + (char) (int) c + "b");
        return Stream.concat(
                texts,
                Stream.of(
                        "", "\ud83d\ude00", true, false, 0, 7, -7, 999_999_999, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_written_and_read_as_it_is_inside_a_list(Object value) {
        Encoded alone = CODEC.encode(value);
        Encoded inside = CODEC.encode(List.of(value));

        assertThat("[" + alone.text() + "]").isEqualTo(inside.text());
        assertThat(alone.types()).isNull();
        assertThat(CODEC.decode(alone)).isEqualTo(value).isEqualTo(((List<?>) CODEC.decode(inside)).get(0));
        assertThat(CODEC.decode(alone, value.getClass())).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"JSON_TEXT", "BYTES"})
    void a_text_is_the_same_in_every_encoding(Encoding encoding) {
        assertThat(JsonSessionCodec.create(encoding, AllowedTypes.NONE)
                        .encode("plain")
                        .text())
                .isEqualTo("\"plain\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "\"a",
                "\"a\"b\"",
                "\"a\\\"",
                "-",
                "-0",
                "00",
                "01",
                "1.0",
                "1e3",
                "1234567890",
                "tru",
                "truex",
                " 1",
                "\"a\" ",
                "+1",
                "null"
            })
    void what_is_not_so_plain_is_left_to_jackson(String json) {
        assertThat(Shortcut.read(Encoded.ofText(json))).isNull();
    }

    @Test
    void another_type_than_the_plain_one_is_read_as_asked_for() {
        assertThat(CODEC.decode(Encoded.ofText("42"), Long.class)).isEqualTo(42L);
        assertThat(CODEC.decode(Encoded.ofText("42"), String.class)).isEqualTo("42");
        assertThat(CODEC.decode(Encoded.of(new byte[] {'4', '2'}, "long"))).isEqualTo(42L);
    }
}

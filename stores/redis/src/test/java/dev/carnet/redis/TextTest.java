package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "user", "é☃ 😀", "\"", "\"quoted\"", "\ud800", "a\udfffb", "\ud83d", "\"\ud800"})
    void comes_back_as_it_was(String text) {
        assertThat(Text.of(Text.bytes(text))).isEqualTo(text);
    }

    @Test
    void stands_as_it_is_where_it_can() {
        assertThat(new String(Text.bytes("é😀"), StandardCharsets.UTF_8)).isEqualTo("é😀");
        assertThat(new String(Text.bytes("a\ud800"), StandardCharsets.UTF_8)).isEqualTo("\"a\\ud800\"");
    }

    @Test
    void that_somebody_else_began_with_a_quote_is_taken_as_it_stands() {
        assertThat(Text.of("\"half".getBytes(StandardCharsets.UTF_8))).isEqualTo("\"half");
    }
}

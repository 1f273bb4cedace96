package dev.carnet.spi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    @Test
    void values_are_split_as_they_stand() {
        assertThat(JsonObject.split(" {\"a\" : 1 ,\n\"b\":[ 1, {\"x\":\"]}\"} ],\"c\":\"\\\"}\" , \"d\":{}} \n"))
                .containsExactly(
                        entry("a", "1"),
                        entry("b", "[ 1, {\"x\":\"]}\"} ]"),
                        entry("c", "\"\\\"}\""),
                        entry("d", "{}"));
    }

    @Test
    void an_empty_object_has_no_members() {
        assertThat(JsonObject.split("{}")).isEmpty();
        assertThat(JsonObject.split(" { } ")).isEmpty();
        assertThat(JsonObject.join(Map.of())).isEqualTo("{}");
    }

    @Test
    void names_are_compared_decoded_and_the_last_of_equal_names_wins() {
        assertThat(JsonObject.split("{\"a\":1,\"\\u0061\":2,\"\\\"\\\\\\/\\b\\f\\n\\r\\t\":3,\"\":4}"))
                .containsExactly(entry("a", "2"), entry("\"\\/\b\f\n\r\t", "3"), entry("", "4"));
    }

    @Test
    void one_bad_value_spoils_no_other() {
        assertThat(JsonObject.split("{\"a\":inf,\"b\":[1,},\"c\":tru,\"d\":1}"))
                .containsExactly(entry("a", "inf"), entry("b", "[1,}"), entry("c", "tru"), entry("d", "1"));
    }

    @Test
    void what_is_joined_is_ascii_and_means_the_same() {
        String joined = JsonObject.join(Map.of("é\u0000\u007f😀\ud800", "\"ü\u2028\""));

        assertThat(joined).isEqualTo("{\"\\u00e9\\u0000\\u007f\\ud83d\\ude00\\ud800\":\"\\u00fc\\u2028\"}");
        assertThat(JsonObject.split(joined)).containsOnlyKeys("é\u0000\u007f😀\ud800");
    }

    @Test
    void a_quoted_text_is_unquoted() {
        assertThat(JsonObject.unquote(JsonObject.quote("a \"b\"\n\u0000☃"))).isEqualTo("a \"b\"\n\u0000☃");
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.unquote("\"a\" b"));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonObject.unquote("7"));
    }

    @Test
    void nesting_costs_no_stack() {
        String deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);

        assertThat(JsonObject.split("{\"a\":" + deep + ",\"b\":1}"))
                .containsEntry("a", deep)
                .containsEntry("b", "1");
    }

    @Test
    void split_undoes_join_for_any_names() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            Map<String, String> members = new LinkedHashMap<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                members.put(randomText(random), JsonObject.quote(randomText(random)));
            }
            assertThat(JsonObject.split(JsonObject.join(members))).isEqualTo(members);
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(1 << 16)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":,\"b\":1}",
                "{\"a\":1}x",
                "{\"a\":\"1}",
                "{\"\\x\":1}",
                "{\"\\u12\":1}",
                "{\"a\":1]"
            })
    void what_is_no_object_is_refused_without_being_shown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonObject.split(text))
                .withMessageMatching("not a JSON object: .* at character \\d+");
    }
}

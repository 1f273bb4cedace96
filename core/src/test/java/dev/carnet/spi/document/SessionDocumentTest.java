package dev.carnet.spi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDocumentTest {
    private static final SessionKey KEY = new SessionKey("k");
    private static final SessionDocument DOCUMENT = new SessionDocument(false);

    private static Encoded typed(String json, String types) {
        return Encoded.of(json.getBytes(StandardCharsets.UTF_8), types);
    }

    @Test
    void attributes_are_one_readable_object() {
        Map<String, Encoded> values = new LinkedHashMap<>();
        values.put("user", Encoded.ofText("\"bob\""));
        values.put("cart", Encoded.ofText("[1,2]"));

        assertThat(DOCUMENT.write(KEY, new Attributes(values))).isEqualTo("{\"user\":\"bob\",\"cart\":[1,2]}");
    }

    @Test
    void type_notes_stand_beside_the_values() {
        Attributes attributes = new Attributes(Map.of("n", typed("7", "long")));

        String document = DOCUMENT.write(KEY, attributes);

        assertThat(document).isEqualTo("{\"n\":7,\"__carnet\":{\"types\":{\"n\":\"long\"}}}");
        assertThat(DOCUMENT.read(KEY, document)).isEqualTo(attributes);
    }

    @Test
    void any_name_and_any_note_come_back() {
        Attributes attributes = new Attributes(Map.of(
                "", Encoded.ofText("1"),
                "__carnet", typed("2", "say \"hi\"\\ \u2603"),
                "__carnet=", Encoded.ofText("3"),
                "\"\\\n\u0000é\ud83d\ude00", typed("4", "{\"a\":[]}")));

        String document = DOCUMENT.write(KEY, attributes);

        assertThat(document).matches("[ -~]+");
        assertThat(DOCUMENT.read(KEY, document)).isEqualTo(attributes);
    }

    @Test
    void what_another_application_notes_under_the_reserved_name_is_no_attribute() {
        Attributes read = DOCUMENT.read(KEY, "{\"a\":1,\"__carnet\":{\"other\":true},\"__carnet2\":3}");

        assertThat(read.names()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1]",
                "{\"a\":1",
                "{\"secret\":}",
                "{\"a\":1}{}",
                "{\"secret\":1,\"__carnet\":7}",
                "{\"a\":1,\"__carnet\":{\"types\":{\"a\":7}}}"
            })
    void what_is_no_such_object_is_refused_without_being_shown(String text) {
        assertThatThrownBy(() -> DOCUMENT.read(KEY, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void the_id_stands_among_the_values_where_the_original_has_it() {
        SessionDocument withId = new SessionDocument(true);
        Attributes attributes = new Attributes(Map.of("id", Encoded.ofText("\"mine\"")));

        assertThat(withId.write(KEY, new Attributes(Map.of("user", Encoded.ofText("\"bob\"")))))
                .isEqualTo("{\"id\":\"k\",\"user\":\"bob\"}");
        assertThat(withId.read(KEY, withId.write(KEY, attributes))).isEqualTo(attributes);
        assertThat(withId.read(KEY, "{\"id\":\"of another\"}").names()).containsExactly("id");
        assertThat(DOCUMENT.read(KEY, "{\"id\":\"k\"}").names()).containsExactly("id");
    }

    @Test
    void a_text_that_somebody_else_wrote_need_not_be_ascii() {
        Attributes read =
                DOCUMENT.read(KEY, "{ \"ü\" : \"\u2603\", \"b\":[\"\ud83d\ude00\" ] ,\"ü\":\"é\", \"c\": 1 }");

        assertThat(read.names()).containsExactly("ü", "b", "c");
        assertThat(read.get("ü")).isEqualTo(Encoded.ofText("\"é\""));
        assertThat(read.get("b")).isEqualTo(Encoded.ofText("[\"\ud83d\ude00\" ]"));
        assertThat(read.get("c")).isEqualTo(Encoded.ofText("1"));
        assertThat(DOCUMENT.write(KEY, read))
                .isEqualTo("{\"\\u00fc\":\"\\u00e9\",\"b\":[\"\\ud83d\\ude00\" ],\"c\":1}");
    }

    @Test
    void the_last_character_of_ascii_is_escaped_wherever_it_stands() {
        for (int before = 0; before < 20; before++) {
            String text = "x".repeat(before) + "\u007f" + "y".repeat(before % 3);
            Attributes attributes = new Attributes(Map.of("a", Encoded.ofText('"' + text + '"')));

            assertThat(DOCUMENT.write(KEY, attributes))
                    .isEqualTo("{\"a\":\"" + text.replace("\u007f", "\\u007f") + "\"}");
        }
    }
}

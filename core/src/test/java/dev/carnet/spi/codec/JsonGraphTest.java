package dev.carnet.spi.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.Encoded;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonGraphTest {
    private static Encoded graph(String json) {
        return JsonGraph.referring(json.getBytes(UTF_8), null);
    }

    private static String renamed(String json) {
        return JsonGraph.renamed(graph(json), name -> name.toUpperCase(Locale.ROOT))
                .text();
    }

    @Test
    void values_are_told_apart_by_their_mark() {
        Encoded plain = Encoded.of("{}".getBytes(UTF_8), "map<long>");
        Encoded referring = JsonGraph.referring("{}".getBytes(UTF_8), "map<long>");
        Encoded part = JsonGraph.part("{}".getBytes(UTF_8), null);

        assertThat(JsonGraph.isGraph(plain)).isFalse();
        assertThat(JsonGraph.isPart(plain)).isFalse();
        assertThat(JsonGraph.isGraph(referring)).isTrue();
        assertThat(JsonGraph.isPart(referring)).isFalse();
        assertThat(JsonGraph.note(referring)).isEqualTo("map<long>");
        assertThat(JsonGraph.isGraph(part)).isTrue();
        assertThat(JsonGraph.isPart(part)).isTrue();
        assertThat(JsonGraph.note(part)).isNull();
    }

    @Test
    void references_are_found_wherever_they_stand() {
        assertThat(JsonGraph.references(graph("{\"$ref\":\"a.data\"}"))).containsExactly("a");
        assertThat(JsonGraph.references(
                        graph("[{\"$ref\":\"a.data\"},{\"x\":[{\"$ref\":\"b.data\",\"weak\":1}]},{\"$ref\":\"a\"}]")))
                .containsExactly("a", "b");
        assertThat(JsonGraph.references(graph("{\n \"$ref\" :\t\"a.b.data\"\r}")))
                .containsExactly("a.b");
        assertThat(JsonGraph.references(graph("{\"\\u0024ref\":\"\\u0061.data\"}")))
                .containsExactly("a");
    }

    @Test
    void what_only_looks_like_a_reference_is_none() {
        assertThat(JsonGraph.references(graph("{\"public::$ref\":\"a.data\"}"))).isEmpty();
        assertThat(JsonGraph.references(graph("[\"$ref\",\"a.data\"]"))).isEmpty();
        assertThat(JsonGraph.references(graph("{\"$ref\":5}"))).isEmpty();
        assertThat(JsonGraph.references(graph("\"{\\\"$ref\\\":\\\"a.data\\\"}\"")))
                .isEmpty();
        assertThat(JsonGraph.references(Encoded.ofText("{\"$ref\":\"a.data\"}")))
                .isEmpty();
    }

    @Test
    void other_names_change_nothing_else() {
        assertThat(renamed("{ \"$ref\" : \"a.data\", \"x\": \"a.data\", \"b\": [ {\"$ref\":\"b\"} ] }"))
                .isEqualTo("{ \"$ref\" : \"A.data\", \"x\": \"a.data\", \"b\": [ {\"$ref\":\"B.data\"} ] }");
        assertThat(JsonGraph.renamed(graph("{\"$ref\":\"a.data\"}"), name -> name))
                .isEqualTo(graph("{\"$ref\":\"a.data\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$ref\":\"a", "{\"$ref\":", "{\"$ref\"", "{\"$re", "\"\\", "{\"$ref\\", "", "\""})
    void a_text_that_was_cut_off_harms_nobody(String json) {
        assertThat(renamed(json).length()).isLessThan(30);
    }

    @Test
    void nesting_costs_no_stack() {
        String deep = "[".repeat(100_000) + "{\"$ref\":\"a.data\"}" + "]".repeat(100_000);

        assertThat(JsonGraph.references(graph(deep))).containsExactly("a");
    }

    @Test
    void names_of_the_applications_are_kept_apart_from_kiokudbs() {
        for (String name :
                new String[] {"$ref", "id", "data", "root", "tied", "__CLASS__", "public::", "public::x", "x"}) {
            String stored = JsonGraph.escape(name);

            assertThat(JsonGraph.isReserved(stored)).isFalse();
            assertThat(JsonGraph.unescape(stored)).isEqualTo(name);
        }
        assertThat(JsonGraph.escape("Id")).isEqualTo("Id");
    }

    @Test
    void names_of_parts_are_long_random_and_unlike_each_other() {
        assertThat(JsonGraph.newName()).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(JsonGraph.newName());
    }
}

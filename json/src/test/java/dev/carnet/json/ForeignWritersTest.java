package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.error.SessionCodecException;
import dev.carnet.json.Shop.Box;
import dev.carnet.json.Shop.Item;
import dev.carnet.json.Shop.Names;
import dev.carnet.json.Shop.Size;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.document.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignWritersTest {
    private static final UUID ID = UUID.fromString("5f2b1c3a-0000-4000-8000-00000000beef");

    private final JsonSessionCodec codec = JsonSessionCodec.create(
            Encoding.JSON_TEXT, AllowedTypes.of(Item.class, Size.class, Box.class, Names.class));

    private Object decode(String json, String note) {
        return codec.decode(Encoded.of(json.getBytes(StandardCharsets.UTF_8), note));
    }

    @Test
    void what_dancer_stored_is_read_as_it_stands() throws IOException {
        Map<String, Object> session = new LinkedHashMap<>();
        JsonObject.split(dancerRow()).forEach((name, json) -> session.put(name, codec.decode(Encoded.ofText(json))));

        Map<String, Object> expected = new HashMap<>(Map.of(
                "id", "275641995096685711621170429661731047",
                "ascii", "plain",
                "latin", "café",
                "str", "héllo ☃ 😀",
                "numstr", "0042",
                "int", 42,
                "neg", -7,
                "big", 9007199254740993L,
                "float", 3.25));
        expected.put("empty", "");
        expected.put("nothing", null);
        expected.put("t", "1");
        expected.put("f", "");
        expected.put("jt", true);
        expected.put("jf", false);
        expected.put(
                "nested",
                Map.of(
                        "eh", Map.of(),
                        "el", List.of(),
                        "hash", Map.of("k", "v"),
                        "list", Arrays.asList(1, "two", null, Map.of("deep", "x"))));
        assertThat(session).isEqualTo(expected);
    }

    @Test
    void what_dancer_stored_can_be_asked_for_by_type() throws IOException {
        Map<String, String> row = JsonObject.split(dancerRow());

        assertThat(codec.decode(Encoded.ofText(row.get("big")), Long.class)).isEqualTo(9007199254740993L);
        assertThat(codec.decode(Encoded.ofText(row.get("int")), Long.class)).isEqualTo(42L);
        assertThat(codec.decode(Encoded.ofText(row.get("numstr")), String.class))
                .isEqualTo("0042");
        assertThat(codec.decode(Encoded.ofText(row.get("float")), BigDecimal.class))
                .isEqualTo(new BigDecimal("3.25"));
        assertThat(codec.decode(Encoded.ofText(row.get("nothing")), String.class))
                .isNull();
    }

    private static String dancerRow() throws IOException {
        try (InputStream row = ForeignWritersTest.class.getResourceAsStream("/dancer/dbi-row.json")) {
            return new String(row.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inf",
                "nan",
                "-inf",
                "NaN",
                "Infinity",
                "tru",
                "",
                " ",
                "[",
                "[1,",
                "{\"a\"}",
                "'a'",
                "01",
                "\"a"
            })
    void what_is_no_json_is_unreadable(String broken) {
        for (String note : Arrays.asList(null, "long", "list<long>", "Item")) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> decode(broken, note))
                    .withMessageMatching(
                            "the stored value is (not valid JSON( at (\\[\\d\\]|a))?|empty) and cannot be read");
        }
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.decode(Encoded.ofText(broken), Item.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{} x", "\"a\"\"b\"", "[1],", "null null"})
    void what_goes_on_after_the_value_is_unreadable(String twice) {
        for (Object type : List.of(Object.class, Map.class, Item.class, Integer.class, String.class, List.class)) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> codec.decode(Encoded.ofText(twice), (Class<?>) type));
        }
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> decode(twice, null))
                .withMessageMatching(
                        "the stored value is not valid JSON(: there is more after its end| and cannot be read)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "long        | \"x\"         | x",
                "long        | 1.5           | 1.5",
                "long        | true          | true",
                "long        | [1]           | [1]",
                "long        | {\"a\":1}     | {a=1}",
                "byte        | 300           | 300",
                "instant     | \"yesterday\" | yesterday",
                "instant     | 5             | 5",
                "uuid        | \"1\"         | 1",
                "uri         | 5             | 5",
                "locale      | \"no tag\"    | no tag",
                "bytes       | \"%\"         | %",
                "character   | \"ab\"        | ab",
                "dayofweek   | \"SOMEDAY\"   | SOMEDAY",
                "set<long>   | \"x\"         | x",
                "set<long>   | {\"a\":1}     | {a=1}",
                "map(uuid)   | [1]           | [1]",
                "ints        | [1,\"x\"]     | [1, x]",
                "uuid[]      | [\"x\"]       | [x]",
                "treeset     | [1,\"x\"]     | [1, x]",
                "treeset     | [null]        | [null]",
                "arraydeque  | [null]        | [null]",
                "Item        | \"x\"         | x",
                "Item        | 5             | 5",
                "Item        | [1]           | [1]",
                "Item[]      | [1]           | [1]",
                "Size        | 5             | 5",
                "list<Item>  | [1]           | [1]",
                "map{a:long} | {\"a\":\"x\"} | {a=x}",
                "map<Item>   | {\"a\":\"x\"} | {a=x}"
            })
    void a_note_that_does_not_fit_is_overlooked(String note, String json, String plain) {
        Object value = decode(json, note);

        assertThat(value).hasToString(plain).isEqualTo(decode(json, null));
    }

    @Test
    void a_note_fits_as_far_as_it_does() {
        assertThat(decode("[\"2026-01-01T00:00:00Z\",\"never\",7,null]", "set<instant>"))
                .isEqualTo(new HashSet<>(Arrays.asList(Instant.parse("2026-01-01T00:00:00Z"), "never", 7, null)));
        assertThat(decode("{\"" + ID + "\":1,\"x\":\"y\"}", "map(uuid)<long>")).isEqualTo(Map.of(ID, 1L, "x", "y"));
        assertThat(decode("[1,2,3]", "list{1:long,7-9:long}")).isEqualTo(List.of(1, 2L, 3));
        assertThat(decode("{\"b\":1}", "map{a:long}")).isEqualTo(Map.of("b", 1));
        assertThat(decode("[1,2]", "treeset<long>")).isEqualTo(new TreeSet<>(List.of(1L, 2L)));
        assertThat(decode("null", "set<long>")).isNull();
    }

    @Test
    void numbers_that_became_text_keep_their_noted_type() {
        assertThat(decode("\"5\"", "long")).isEqualTo(5L);
        assertThat(decode("[\"1.50\"]", "list<bigdecimal>")).isEqualTo(List.of(new BigDecimal("1.50")));
    }

    @Test
    void falling_back_still_reads_the_rest_right() {
        assertThat(decode("[[1],{\"a\":1},5]", "list{0:Item,1:set<long>,2:long}"))
                .isEqualTo(List.of(List.of(1), Map.of("a", 1), 5L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cart",
                "java.lang.Thread",
                "list<Cart>",
                "map{a:Cart}",
                "map(Cart)",
                "Cart[]",
                "LONG",
                "object",
                "list[]",
                "map[]",
                "uuid[][][Cart]"
            })
    void a_type_that_is_not_allowed_is_unreadable(String note) {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> decode("\"x\"", note))
                .withMessageMatching(
                        "the stored value has a type named '.+' that is not allowed: allow the class under this"
                                + " name \\(allowed_types in the configuration, or"
                                + " AllowedTypes\\.NONE\\.and\\(\".+\", \\.\\.\\.\\) in code\\)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "<", "list<", "list<long", "list<long>>", "list{", "list{0}", "list{0:}", "list{:long}",
                        "map{\"a:long}",
                "map{\"\\x\":long}", "map(", "map(uuid", "map()", "long ", " long", "long ng", "list{0:long,}",
                        "list{0+:long}", "{}",
                "map{\"a\\"
            })
    void a_damaged_note_is_unreadable(String note) {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> decode("[]", note))
                .withMessage(
                        "the type note of the stored value is damaged: write the attribute again, or delete its note");
    }

    @Test
    void a_note_nested_without_end_is_unreadable() {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> decode("[]", "list<".repeat(100_000)))
                .withMessageContaining("damaged");
        assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> decode("[]", "int" + "[]".repeat(300)));
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> decode("[]", "uuid" + "[]".repeat(100_000)));
    }

    @Test
    void huge_indexes_in_a_note_cost_nothing() {
        assertThat(decode("[1]", "list{0-999999999:long}")).isEqualTo(List.of(1L));
        assertThat(decode("[1]", "list{9999999999:long}")).isEqualTo(List.of(1));
    }

    @Test
    void an_object_that_is_none_of_its_class_any_more_is_unreadable_rather_than_of_another_class() {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> decode("[{\"name\":\"tea\",\"price\":\"hunter2\"}]", "list<Item>"))
                .withMessage("the stored value at [0].price cannot be read as java.math.BigDecimal")
                .satisfies(e ->
                        assertThat(Messages.of(e)).doesNotContain("hunter2").doesNotContain("tea"));
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> decode("\"hunter2\"", "Size"))
                .withMessage("the stored value cannot be read as dev.carnet.json.Shop$Size")
                .satisfies(e -> assertThat(Messages.of(e)).doesNotContain("hunter2"));
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> decode("[{}]", "Names"))
                .withMessage("the stored value at [0] cannot be read as java.lang.String");
    }

    @Test
    void members_of_an_older_or_newer_class_are_ignored_or_defaulted() {
        assertThat(decode("{\"name\":\"tea\",\"colour\":{\"deep\":[1]}}", "Item"))
                .isEqualTo(new Item("tea", null));
        assertThat(decode("{\"content\":5,\"gone\":5}", "Box{content:long,gone:long}"))
                .isEqualTo(Box.of(5L));
    }

    @Test
    void order_and_whitespace_of_another_writer_do_not_change_what_is_encoded_again() {
        Encoded pretty =
                Encoded.of("{ \"price\" : 2.50,\n \"name\" : \"tea\" }".getBytes(StandardCharsets.UTF_8), "Item");

        Encoded again = codec.encode(codec.decode(pretty));

        assertThat(again.text()).isEqualTo("{\"name\":\"tea\",\"price\":2.50}");
        assertThat(codec.encode(codec.decode(again))).isEqualTo(again);
    }

    @Test
    void an_array_list_stays_one_when_its_note_is_lost() {
        Encoded written = codec.encode(Set.of(5L));

        assertThat(codec.decode(Encoded.ofText(written.text()))).isEqualTo(new ArrayList<>(List.of(5)));
    }
}

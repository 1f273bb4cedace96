package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonPlainTypesTest {
    private final JsonSessionCodec text = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.NONE);
    private final JsonSessionCodec bytes = JsonSessionCodec.create(Encoding.BYTES, AllowedTypes.NONE);

    static Stream<PlainValues.Case> values() {
        return PlainValues.all();
    }

    @ParameterizedTest
    @MethodSource("values")
    void is_stored_as_readable_json_with_its_type_beside(PlainValues.Case plain) {
        for (JsonSessionCodec codec : List.of(text, bytes)) {
            Encoded encoded = codec.encode(plain.value());

            assertThat(encoded.text()).isEqualTo(plain.json());
            assertThat(encoded.types()).isEqualTo(plain.note());
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void comes_back_as_it_was(PlainValues.Case plain) {
        for (JsonSessionCodec codec : List.of(text, bytes)) {
            assertThat(codec.decode(codec.encode(plain.value())))
                    .isEqualTo(plain.value())
                    .hasSameClassAs(plain.value());
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void comes_back_when_its_class_is_asked_for(PlainValues.Case plain) {
        Class<?> type =
                plain.value() instanceof ZoneId ? ZoneId.class : plain.value().getClass();

        assertThat(text.decode(Encoded.ofText(plain.json()), type)).isEqualTo(plain.value());
        assertThat(text.decode(text.encode(plain.value()), type)).isEqualTo(plain.value());
    }

    @ParameterizedTest
    @MethodSource("values")
    void comes_back_from_inside_containers(PlainValues.Case plain) {
        List<Object> list = new ArrayList<>(Arrays.asList("first", plain.value(), null, plain.value(), 7, true));
        Set<Object> set = new HashSet<>(List.of(plain.value(), "other"));
        Map<String, Object> map = new LinkedHashMap<>(Map.of("v", plain.value()));
        map.put("nothing", null);
        map.put("list", list);
        map.put("set", set);
        map.put("same", new ArrayList<>(Collections.nCopies(3, plain.value())));
        map.put("array", new ArrayList<>(List.of(Map.of("deep", plain.value()))));

        for (Object container : List.of(list, set, map)) {
            Encoded encoded = text.encode(container);
            assertThat(text.decode(encoded)).isEqualTo(container).hasSameClassAs(container);
            assertThat(text.encode(text.decode(encoded))).isEqualTo(encoded);
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void comes_back_as_a_key(PlainValues.Case plain) {
        Map<Object, Object> map = new LinkedHashMap<>(Map.of(plain.value(), 1));

        Object back = text.decode(text.encode(map));

        assertThat(back).isEqualTo(map);
        assertThat(((Map<?, ?>) back).keySet().iterator().next()).hasSameClassAs(plain.value());
    }

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"JSON_TEXT", "BYTES"})
    void every_zone_of_this_jdk_comes_back(Encoding encoding) {
        JsonSessionCodec codec = JsonSessionCodec.create(encoding, AllowedTypes.NONE);
        Instant instant = Instant.parse("2026-07-01T00:00:00Z");

        assertThat(ZoneId.getAvailableZoneIds()).isNotEmpty().allSatisfy(id -> {
            ZonedDateTime time = instant.atZone(ZoneId.of(id));
            assertThat(codec.decode(codec.encode(time))).isEqualTo(time);
        });
    }

    @Test
    void without_a_note_numbers_are_the_smallest_they_fit_and_fractions_double() {
        assertThat(plain("2147483647")).isEqualTo(2147483647);
        assertThat(plain("2147483648")).isEqualTo(2147483648L);
        assertThat(plain("9223372036854775808")).isEqualTo(new java.math.BigInteger("9223372036854775808"));
        assertThat(plain("1.10")).isEqualTo(1.1);
        assertThat(plain("1e2")).isEqualTo(100.0);
    }

    @Test
    void without_a_note_json_is_text_truth_list_and_map() {
        assertThat(plain(" {\"b\":[1,\"two\",null,{\"deep\":true}],\"a\":null} "))
                .isExactlyInstanceOf(LinkedHashMap.class)
                .asString()
                .isEqualTo("{b=[1, two, null, {deep=true}], a=null}");
        assertThat(plain("[]")).isExactlyInstanceOf(ArrayList.class);
        assertThat(plain("null")).isNull();
    }

    @Test
    void the_last_of_equal_names_wins() {
        assertThat(plain("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2));
    }

    private Object plain(String json) {
        return text.decode(Encoded.ofText(json));
    }
}

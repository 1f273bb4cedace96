package dev.carnet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
    private static Map<String, Encoded> values(int count) {
        Map<String, Encoded> values = new LinkedHashMap<>();
        for (int i = count; i > 0; i--) {
            byte[] json = ("\"" + "é".repeat(i % 5) + "\"").getBytes(StandardCharsets.UTF_8);
            values.put("näme" + i, Encoded.of(json, i % 3 == 0 ? "note" + i : null));
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 16, 17, 32, 33, 500})
    void they_are_a_map_in_stored_order(int count) {
        Map<String, Encoded> values = values(count);

        Attributes attributes = new Attributes(values);

        assertThat(attributes.values()).isEqualTo(values).hasSameHashCodeAs(values);
        assertThat(attributes.names()).containsExactlyElementsOf(values.keySet());
        assertThat(new ArrayList<>(attributes.values().entrySet())).isEqualTo(List.copyOf(values.entrySet()));
        values.forEach((name, value) -> assertThat(attributes.get(name)).isEqualTo(value));
        assertThat(attributes.get("name")).isNull();
        assertThat(attributes.values()).doesNotContainKey(null);
        assertThat(attributes.size())
                .isEqualTo(values.entrySet().stream()
                        .mapToInt(each -> each.getKey().getBytes(StandardCharsets.UTF_8).length
                                + each.getValue().size())
                        .sum());
    }

    @Test
    void nobody_can_change_them() {
        Map<String, Encoded> values = values(3);
        Attributes attributes = new Attributes(values);
        values.clear();

        assertThat(attributes.names()).hasSize(3);
        assertThatThrownBy(() -> attributes.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> attributes.values().put("a", Encoded.ofText("1")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() ->
                        new Attributes(Map.of()).values().entrySet().iterator().next())
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void changes_keep_the_order_and_what_is_new_comes_last() {
        Attributes attributes = new Attributes(values(20));
        Map<String, Encoded> expected = values(20);
        Map<String, Encoded> written = new LinkedHashMap<>();
        written.put("new", Encoded.ofText("[1,2,3]"));
        written.put("näme7", Encoded.of(new byte[] {'7'}, "long"));
        written.put("newer", Encoded.ofText("4"));
        Set<String> removed = Set.of("näme20", "näme3", "unknown");
        expected.putAll(written);
        expected.keySet().removeAll(removed);

        Attributes next = attributes.with(written, removed);

        assertThat(next.values()).isEqualTo(expected);
        assertThat(next.names()).containsExactlyElementsOf(expected.keySet());
        assertThat(attributes.with(Map.of(), Set.of())).isSameAs(attributes);
    }

    @Test
    void parts_of_an_array_are_found_by_name_and_the_last_of_equal_names_wins() {
        byte[] shared = "0123456789".getBytes(StandardCharsets.US_ASCII);
        Attributes.Builder builder = Attributes.Builder.slicing(shared);
        Map<String, String> expected = new LinkedHashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(10);
            String name = "name" + random.nextInt(40);
            builder.slice(name, from, 10);
            expected.put(name, "0123456789".substring(from));
        }

        Map<String, Encoded> values = builder.build().values();

        assertThat(values.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, text) -> assertThat(values.get(name).text()).isEqualTo(text));
    }

    @Test
    void attributes_that_a_store_adds_are_copied_noted_and_the_last_of_equal_names_wins() {
        Attributes.Builder builder = new Attributes.Builder(1, 1);
        Map<String, Encoded> expected = new LinkedHashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] value = ("\"" + "x".repeat(random.nextInt(9)) + "\"").getBytes(StandardCharsets.US_ASCII);
            String name = "name" + random.nextInt(40);
            builder.add(name, value);
            expected.put(name, Encoded.of(value.clone(), null));
            Arrays.fill(value, (byte) 0);
        }
        builder.note("name3", "set").note("unknown", "set");
        expected.computeIfPresent("name3", (name, value) -> Encoded.of(value.bytes(), "set"));

        Attributes built = builder.build();

        assertThat(built.values()).isEqualTo(expected);
        assertThat(built.names()).containsExactlyElementsOf(expected.keySet());
    }

    @Test
    void equal_parts_are_equal_values_wherever_they_stand() {
        byte[] array = "ab-ab".getBytes(StandardCharsets.US_ASCII);
        Encoded first = Encoded.within(array, 0, 2, null);
        Encoded second = Encoded.within(array, 3, 5, null);

        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).isNotEqualTo(Encoded.within(array, 1, 3, null));
        assertThat(second.bytes()).isEqualTo(new byte[] {'a', 'b'});
        assertThat(second.length()).isEqualTo(2);
        assertThat(second.text()).isEqualTo("ab");
    }

    @Test
    void an_array_that_is_the_value_is_not_copied() {
        byte[] array = {1, 2};

        assertThat(Encoded.of(array, null).bytes()).isSameAs(array);
    }
}

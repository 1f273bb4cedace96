package dev.carnet.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.TypeRef;
import dev.carnet.error.SessionCodecException;
import dev.carnet.json.Town.House;
import dev.carnet.json.Town.Person;
import dev.carnet.json.Town.Pocket;
import dev.carnet.json.Town.Ring;
import dev.carnet.json.Town.Twin;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.codec.ObjectGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphSessionCodecTest {
    private static final AllowedTypes ALLOWED = AllowedTypes.of(Person.class, House.class, Twin.class, Pocket.class);

    private final GraphSessionCodec codec = GraphSessionCodec.create(Encoding.JSON_GRAPH, ALLOWED);
    private final Map<String, Encoded> parts = new HashMap<>();
    private final ObjectGraph graph = codec.graph(parts::get);

    private List<Encoded> write(Object... values) {
        ObjectGraph.Written written = graph.encode(List.of(values));
        parts.putAll(written.parts());
        return written.values();
    }

    private Encoded part(String json, String name) {
        Encoded part = JsonGraph.part(json.getBytes(UTF_8), null);
        parts.put(name, part);
        return part;
    }

    private Encoded referring(String json) {
        return JsonGraph.referring(json.getBytes(UTF_8), null);
    }

    private Encoded reference(String name) {
        return referring(JsonGraph.reference(name));
    }

    /** As another process does. */
    private Object read(Encoded value) {
        return codec.graph(parts::get).decode(value);
    }

    private <T> T again(T value) {
        @SuppressWarnings("unchecked") // what was written is read
        T again = (T) read(write(value).get(0));
        return again;
    }

    @Test
    void what_shares_nothing_is_plain_json() {
        Map<String, Object> value = new LinkedHashMap<>(Map.of("n", 5L));

        assertThat(write(value))
                .containsExactly(
                        JsonSessionCodec.create(Encoding.JSON_TEXT, ALLOWED).encode(value));
        assertThat(parts).isEmpty();
    }

    @Test
    void what_is_shared_is_written_once_beside_those_that_refer_to_it() {
        Map<String, Object> bob = new HashMap<>(Map.of("name", "böb", "born", 0L));

        List<Encoded> written = write(new HashMap<>(Map.of("friend", bob)), new ArrayList<>(List.of(bob, 7L)));

        assertThat(parts).hasSize(1);
        String name = parts.keySet().iterator().next();
        assertThat(parts.get(name).text()).isEqualTo("{\"born\":0,\"name\":\"b\\u00f6b\"}");
        assertThat(parts.get(name).types()).isEqualTo("&map{born:long}");
        assertThat(written.get(0).text()).isEqualTo("{\"friend\":{\"$ref\":\"" + name + ".data\"}}");
        assertThat(written.get(0).types()).isEqualTo("*");
        assertThat(written.get(1).text()).isEqualTo("[{\"$ref\":\"" + name + ".data\"},7]");
        assertThat(written.get(1).types()).isEqualTo("*list{1:long}");
    }

    @Test
    void an_object_that_is_known_as_a_part_stays_that_part() {
        Person bob = Person.named("bob");
        write(bob, new ArrayList<>(List.of(bob)));
        String name = parts.keySet().iterator().next();

        assertThat(graph.encode(List.of(bob)).parts()).containsOnlyKeys(name);
        graph.rename(Map.of(name, "other"));
        assertThat(graph.encode(List.of(bob)).values()).containsExactly(reference("other"));
    }

    @Test
    void what_is_read_later_knows_what_was_read_before() {
        Person bob = Person.named("bob");
        List<Encoded> written = write(bob, new ArrayList<>(List.of(bob)));
        ObjectGraph other = codec.graph(parts::get);

        Object first = other.decode(written.get(0));

        assertThat((List<?>) other.decode(written.get(1))).singleElement().isSameAs(first);
    }

    @Test
    void circles_through_every_kind_of_container_come_back() {
        Object[] array = new Object[2];
        array[0] = array;
        array[1] = new Object[] {array};
        Deque<Object> deque = new ArrayDeque<>();
        Map<String, Object> map = new ConcurrentHashMap<>();
        map.put("deque", deque);
        deque.add(1);
        deque.add(map);
        deque.add(2);
        Set<Object> set = new LinkedHashSet<>();
        List<Object> asList = Arrays.asList("x", null);
        asList.set(1, asList);
        Person person = Person.named("ada");
        set.add(person);
        person.luggage = set;

        Object[] arrayAgain = again(array);
        assertThat(arrayAgain[0]).isSameAs(arrayAgain);
        assertThat(((Object[]) arrayAgain[1])[0]).isSameAs(arrayAgain);
        Map<String, Object> mapAgain = again(map);
        assertThat(mapAgain).isInstanceOf(ConcurrentHashMap.class);
        assertThat(((Deque<?>) mapAgain.get("deque")).toArray()).containsExactly(1, mapAgain, 2);
        Person personAgain = again(person);
        assertThat((Set<?>) personAgain.luggage).singleElement().isSameAs(personAgain);
        List<?> asListAgain = again(asList);
        assertThat(asListAgain.get(1)).isSameAs(asListAgain);
    }

    @Test
    void a_circle_through_a_constant_closes() {
        Person ada = Person.named("ada");
        ada.luggage = List.of(List.of(ada));

        Person again = again(ada);

        assertThat((List<?>) ((List<?>) again.luggage).get(0)).singleElement().isSameAs(again);
    }

    @Test
    void a_circle_through_what_a_property_declares_closes() {
        Person ada = Person.named("ada");
        Person bob = Person.named("bob");
        ada.spouse = Optional.of(bob);
        bob.spouse = Optional.of(ada);
        ada.children.add(bob);
        bob.children.add(bob);

        Person again = again(ada);

        Person spouse = again.spouse.orElseThrow();
        assertThat(spouse.spouse).containsSame(again);
        assertThat(again.children).singleElement().isSameAs(spouse);
        assertThat(spouse.children).singleElement().isSameAs(spouse);
    }

    @Test
    void a_set_finds_its_elements_though_they_were_not_whole_when_they_were_added() {
        House house = new House("Main Street", new ArrayList<>());
        Set<Object> houses = new HashSet<>();
        Map<String, Object> town = new HashMap<>();
        @SuppressWarnings("unchecked") // it was made so
        List<Object> owners = (List<Object>) house.owner();
        owners.add("ada");
        houses.add(house);
        town.put("houses", houses);
        town.put("house", house);
        Person mayor = Person.named("eve");
        mayor.luggage = town;
        town.put("mayor", mayor);

        @SuppressWarnings("unchecked") // as it was written
        Map<String, Object> again = (Map<String, Object>) again(mayor).luggage;

        assertThat(((Set<?>) again.get("houses")).contains(again.get("house"))).isTrue();
    }

    @Test
    void a_circle_that_could_not_be_made_again_is_refused() {
        Twin one = new Twin(null);
        Twin two = new Twin(one);
        one.meet(two);

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> write(one))
                .withMessageContaining("contains a cycle that cannot be restored");
    }

    @Test
    void constants_are_values() {
        List<Object> constant = List.of("a");
        Map<String, Object> value = new HashMap<>();
        value.put("one", constant);
        value.put("two", constant);
        value.put("none", List.of());
        value.put("again", List.of());
        value.put("empty", Collections.emptyMap());
        value.put("also", Collections.emptyMap());

        write(value);

        assertThat(parts).isEmpty();
    }

    @Test
    void a_shared_object_must_be_allowed_itself() {
        Pocket pocket = new Pocket();
        pocket.left = new Ring();
        pocket.right = new Ring();
        assertThat(again(pocket).left.number).isZero();
        pocket.right = pocket.left;

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> write(pocket))
                .withMessageContaining("Town$Ring cannot be stored in a session: allow it");
    }

    @Test
    void no_name_makes_a_class_load() {
        parts.put("x", Encoded.of("{}".getBytes(UTF_8), "&java.util.Random"));
        Encoded value = Encoded.of("{\"__CLASS__\":\"java.util.Random\",\"data\":{\"seed\":1}}".getBytes(UTF_8), "*");

        assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> read(reference("x")));
        assertThat(read(value)).isEqualTo(Map.of("seed", 1));
    }

    @Test
    void a_value_is_read_as_a_type() {
        Person bob = Person.named("bob");
        List<Encoded> written = write(bob, new ArrayList<>(List.of(bob)));

        Object typed = graph.decode(written.get(1), new TypeRef<List<Person>>() {}.type());
        assertThat((List<?>) typed).singleElement().isSameAs(bob);
        assertThat(graph.decode(written.get(0), new TypeRef<Map<String, Object>>() {}.type()))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("name", "bob");
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> graph.decode(written.get(0), Integer.class));
    }

    @Test
    void a_value_is_of_a_generic_type_only_with_all_its_elements() {
        List<Object> numbers = new ArrayList<>(List.of(1, 2));
        numbers.add(numbers);

        assertThat(graph.is(List.of(1, 2), new TypeRef<List<Integer>>() {}.type()))
                .isTrue();
        assertThat(graph.is(List.of(1, 2), new TypeRef<List<Long>>() {}.type())).isFalse();
        assertThat(graph.is(Map.of("a", List.of(1)), new TypeRef<Map<String, List<Integer>>>() {}.type()))
                .isTrue();
        assertThat(graph.is(Map.of("a", List.of("1")), new TypeRef<Map<String, List<Integer>>>() {}.type()))
                .isFalse();
        assertThat(graph.is(numbers, List.class)).isTrue();
        assertThat(graph.is(new Integer[] {1}, Integer[].class)).isTrue();
        assertThat(graph.is(new Object[] {1L}, Integer[].class)).isFalse();
    }

    @Test
    void what_perl_wrote_is_read() {
        part("{\"__CLASS__\":\"My::Point\",\"data\":{\"x\":1,\"next\":{\"$ref\":\"p.data\"}}}", "p");
        part("{\"__CLASS__\":\"SCALAR\",\"data\":\"text\"}", "s");
        part("{\"data\":[1],\"tied\":\"A\"}", "t");

        Object value = read(referring("{\n  \"weak\" : {\"$ref\" : \"p.data\", \"weak\" : 1},\n"
                + " \"public::$ref\":\"q\", \"s\":{\"$ref\":\"s\"}, \"t\":{\"$ref\":\"t.data\"},"
                + " \"when\":{\"__CLASS__\":\"DateTime\",\"data\":1290000000},\"none\":{\"__CLASS__\":\"X\"}}"));

        Map<?, ?> map = (Map<?, ?>) value;
        Map<?, ?> point = (Map<?, ?>) map.get("weak");
        assertThat(point.get("x")).isEqualTo(1);
        assertThat(point.get("next")).isSameAs(point);
        assertThat(map.get("$ref")).isEqualTo("q");
        assertThat(map.get("s")).isEqualTo("text");
        assertThat(map.get("t")).isEqualTo(List.of(1));
        assertThat(map.get("when")).isEqualTo(1290000000);
        assertThat(map.containsKey("none")).isTrue();
    }

    @Test
    void a_failure_on_the_way_leaves_nothing_half_made() {
        part("{\"inner\":{\"$ref\":\"inner.data\"},\"bad\":{\"$ref\":\"bad.data\"}}", "outer");
        part("[{\"$ref\":\"outer.data\"}]", "inner");
        Encoded bad = part("{", "bad");
        ObjectGraph other = codec.graph(parts::get);
        assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> other.decode(reference("outer")));
        assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> other.decode(reference("inner")));

        parts.put("bad", JsonGraph.part("1".getBytes(UTF_8), null));

        List<?> inner = (List<?>) other.decode(reference("inner"));
        assertThat(((Map<?, ?>) inner.get(0)).get("bad")).isEqualTo(1);
        assertThat(bad.text()).isEqualTo("{");
    }

    @Test
    void a_reference_to_another_type_than_declared_is_unreadable() {
        part("[1]", "list");
        Encoded person = Encoded.of("{\"friend\":{\"$ref\":\"list.data\"}}".getBytes(UTF_8), "*Person");

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read(person))
                .withMessageContaining("cannot be read as");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[{\"$ref\":\"x.data\"}",
                "{\"$ref\":\"missing.data\"}",
                "{\"$ref\":5}",
                "{\"$ref\":null}",
                "{\"$ref\"}",
                "{\"__CLASS__\":",
                "1 2",
                "{\"$ref\":\"x.data\"} {}"
            })
    void what_is_no_graph_is_unreadable_and_nothing_worse(String json) {
        part("[]", "x");

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read(referring(json)))
                .withMessageStartingWith("the stored value");
    }

    @Test
    void a_chain_of_parts_ends_the_reading_and_not_the_stack() {
        for (int i = 0; i < 100_000; i++) {
            part("[" + JsonGraph.reference("p" + (i + 1)) + "]", "p" + i);
        }

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read(reference("p0")))
                .withMessageContaining("500 levels");
    }

    @Test
    void what_is_shared_over_and_over_is_bounded() {
        Object value = List.of("x");
        for (int i = 0; i < 60; i++) {
            value = List.of(value, value);
        }
        Object doubled = value;

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> write(doubled))
                .withMessageContaining("more than 1000000 objects");
    }
}

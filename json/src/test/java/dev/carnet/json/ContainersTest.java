package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JdkObsolete") // sessions hold the old collections too
class ContainersTest {
    private static final UUID ID = UUID.fromString("5f2b1c3a-0000-4000-8000-00000000beef");

    private final JsonSessionCodec codec = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.NONE);

    record Case(Object value, String json, String note) {}

    static Stream<Case> ownClasses() {
        return Stream.of(
                new Case(new ArrayList<>(List.of(2, 1)), "[2,1]", null),
                new Case(new LinkedList<>(List.of(2, 1)), "[2,1]", "linkedlist"),
                new Case(new Vector<>(List.of(2, 1)), "[2,1]", "vector"),
                new Case(new CopyOnWriteArrayList<>(List.of(2L)), "[2]", "copyonwritearraylist<long>"),
                new Case(new HashSet<>(List.of(20, 1, 3)), "[1,20,3]", "set"),
                new Case(new LinkedHashSet<>(List.of(20, 1, 3)), "[20,1,3]", "linkedhashset"),
                new Case(new TreeSet<>(List.of(20L, 1L, 3L)), "[1,3,20]", "treeset<long>"),
                new Case(new ConcurrentSkipListSet<>(List.of("b", "a")), "[\"a\",\"b\"]", "concurrentskiplistset"),
                new Case(new CopyOnWriteArraySet<>(List.of("b", "a")), "[\"b\",\"a\"]", "copyonwritearrayset"),
                new Case(new LinkedHashMap<>(Map.of("b", 1)), "{\"b\":1}", null),
                new Case(new TreeMap<>(Map.of("b", 1, "a", 2L)), "{\"a\":2,\"b\":1}", "treemap{a:long}"),
                new Case(new Hashtable<>(Map.of("b", 1, "a", 2)), "{\"a\":2,\"b\":1}", "hashtable"),
                new Case(new ConcurrentHashMap<>(Map.of("b", 1, "a", 2)), "{\"a\":2,\"b\":1}", "concurrenthashmap"),
                new Case(
                        new ConcurrentSkipListMap<>(Map.of(9, 1, 10, 2)),
                        "{\"9\":1,\"10\":2}",
                        "concurrentskiplistmap(integer)"),
                new Case(new LinkedHashMap<>(Map.of(ID, 1L)), "{\"" + ID + "\":1}", "map(uuid)<long>"),
                new Case(new LinkedHashMap<>(Map.of(true, "yes")), "{\"true\":\"yes\"}", "map(boolean)"));
    }

    @ParameterizedTest
    @MethodSource("ownClasses")
    void a_public_class_comes_back_as_itself(Case container) {
        Encoded encoded = codec.encode(container.value());

        assertThat(encoded.text()).isEqualTo(container.json());
        assertThat(encoded.types()).isEqualTo(container.note());
        assertThat(codec.decode(encoded)).isEqualTo(container.value()).hasSameClassAs(container.value());
        assertThat(codec.encode(codec.decode(encoded))).isEqualTo(encoded);
    }

    static Stream<Case> generalKinds() {
        Map<DayOfWeek, Integer> days = new EnumMap<>(Map.of(DayOfWeek.SUNDAY, 1, DayOfWeek.MONDAY, 2));
        return Stream.of(
                new Case(List.of(1), "[1]", null),
                new Case(Arrays.asList(1, null), "[1,null]", null),
                new Case(Collections.unmodifiableList(new LinkedList<>(List.of(1))), "[1]", null),
                new Case(new ArrayList<>(List.of(1, 2, 3)).subList(1, 3), "[2,3]", null),
                new Case(Stream.of(1).toList(), "[1]", null),
                new Case(Collections.emptyList(), "[]", null),
                new Case(Set.of("b", "a", "c"), "[\"a\",\"b\",\"c\"]", "set"),
                new Case(Collections.unmodifiableSet(new LinkedHashSet<>(List.of(2, 1))), "[2,1]", "linkedhashset"),
                new Case(Collections.unmodifiableSortedSet(new TreeSet<>(List.of(10, 9))), "[9,10]", "treeset"),
                new Case(
                        EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                        "[\"MONDAY\",\"SUNDAY\"]",
                        "enumset<dayofweek>"),
                new Case(EnumSet.noneOf(DayOfWeek.class), "[]", "enumset<dayofweek>"),
                new Case(ConcurrentHashMap.newKeySet(), "[]", "concurrenthashset"),
                new Case(Map.of("b", 1, "a", 2), "{\"a\":2,\"b\":1}", null),
                new Case(new HashMap<>(Map.of("b", 1, "a", 2)), "{\"a\":2,\"b\":1}", null),
                new Case(Map.of(2, 1, 10, 2), "{\"10\":2,\"2\":1}", "map(integer)"),
                new Case(days, "{\"MONDAY\":2,\"SUNDAY\":1}", "enummap(dayofweek)"),
                new Case(new EnumMap<>(DayOfWeek.class), "{}", "enummap(dayofweek)"),
                new Case(Map.of("k", 1).keySet(), "[\"k\"]", "set"),
                new Case(new TreeMap<>(Map.of("b", 1)).headMap("c"), "{\"b\":1}", "treemap"));
    }

    @ParameterizedTest
    @MethodSource("generalKinds")
    void what_the_jdk_hides_behind_an_interface_comes_back_as_the_general_kind(Case container) {
        Encoded encoded = codec.encode(container.value());

        assertThat(encoded.text()).isEqualTo(container.json());
        assertThat(encoded.types()).isEqualTo(container.note());
        assertThat(codec.decode(encoded)).isEqualTo(container.value());
        assertThat(codec.encode(codec.decode(encoded))).isEqualTo(encoded);
    }

    @Test
    void a_deque_keeps_its_elements_in_order() {
        Deque<Long> deque = new ArrayDeque<>(List.of(2L, 1L));

        Object back = codec.decode(codec.encode(deque));

        assertThat(back).isExactlyInstanceOf(ArrayDeque.class);
        assertThat(List.copyOf((Deque<?>) back)).isEqualTo(List.of(2L, 1L));
    }

    @Test
    void order_is_kept_where_it_is_part_of_the_value() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);

        assertThat(codec.encode(map).text()).isEqualTo("{\"z\":1,\"a\":2}");
        assertThat((Map<?, ?>) codec.decode(codec.encode(map))).asString().isEqualTo("{z=1, a=2}");
    }

    @Test
    void equal_sets_and_maps_give_equal_bytes_whatever_their_hashing() {
        List<Object> elements =
                new ArrayList<>(List.of("Aa", "BB", 5, 5L, Map.of("AaAa", 1, "BBBB", 2), Set.of("Aa", "BB")));
        Set<Object> one = new HashSet<>(elements);
        Collections.reverse(elements);
        Set<Object> other = new HashSet<>(1 << 12);
        other.addAll(elements);

        assertThat(codec.encode(other)).isEqualTo(codec.encode(one));
        assertThat(codec.encode(other).text()).isEqualTo("[\"Aa\",\"BB\",5,5,[\"Aa\",\"BB\"],{\"AaAa\":1,\"BBBB\":2}]");
        assertThat(codec.encode(other).types()).isEqualTo("set{3:long,4:set}");
    }

    static Stream<Case> arrays() {
        return Stream.of(
                new Case(new byte[] {1, -1, 127}, "\"Af9/\"", "bytes"),
                new Case(new char[] {'t', 'e', 'a'}, "\"tea\"", "chars"),
                new Case(new boolean[] {true, false}, "[true,false]", "booleans"),
                new Case(new short[] {1, -1}, "[1,-1]", "shorts"),
                new Case(new int[] {1, -1}, "[1,-1]", "ints"),
                new Case(new long[] {1, Long.MAX_VALUE}, "[1,9223372036854775807]", "longs"),
                new Case(new float[] {1.5f, Float.NaN}, "[1.5,\"NaN\"]", "floats"),
                new Case(new double[] {1.5, Double.NEGATIVE_INFINITY}, "[1.5,\"-Infinity\"]", "doubles"),
                new Case(new int[0], "[]", "ints"),
                new Case(new String[] {"a", null}, "[\"a\",null]", "string[]"),
                new Case(new Long[] {1L, null}, "[1,null]", "long[]"),
                new Case(new UUID[] {ID}, "[\"" + ID + "\"]", "uuid[]"),
                new Case(new DayOfWeek[] {DayOfWeek.FRIDAY}, "[\"FRIDAY\"]", "dayofweek[]"),
                new Case(new int[][] {{1}, {}}, "[[1],[]]", "ints[]"),
                new Case(new String[][][] {{{"a"}}}, "[[[\"a\"]]]", "string[][][]"),
                new Case(new byte[][] {{1}}, "[\"AQ==\"]", "bytes[]"),
                new Case(
                        new Object[] {"a", 5L, Set.of(5L), null},
                        "[\"a\",5,[5],null]",
                        "object[]{1:long,2-3:set<long>}"),
                new Case(new Object[][] {{5L}, {"a"}}, "[[5],[\"a\"]]", "object[][]{0:list<long>}"));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void arrays_come_back_as_arrays(Case array) {
        Encoded encoded = codec.encode(array.value());

        assertThat(encoded.text()).isEqualTo(array.json());
        assertThat(encoded.types()).isEqualTo(array.note());
        for (Object back : List.of(
                codec.decode(encoded), codec.decode(encoded, array.value().getClass()))) {
            assertThat(back).hasSameClassAs(array.value());
            assertThat(Objects.deepEquals(back, array.value())).isTrue();
        }
        assertThat(codec.encode(codec.decode(encoded))).isEqualTo(encoded);
    }

    @Test
    void a_long_list_of_one_kind_has_a_short_note() {
        List<Object> instants = new ArrayList<>();
        List<Object> items = new ArrayList<>();
        IntStream.range(0, 10_000).forEach(i -> {
            instants.add(i % 7 == 0 ? null : Instant.EPOCH.plusSeconds(i));
            items.add(Map.of("id", (long) i, "at", Instant.EPOCH, "name", "item"));
        });

        assertThat(codec.encode(instants).types()).isEqualTo("list<instant>");
        assertThat(codec.encode(items).types()).isEqualTo("list<map{at:instant,id:long}>");
        assertThat(codec.decode(codec.encode(instants))).isEqualTo(instants);
        assertThat(codec.decode(codec.encode(items))).isEqualTo(items);
    }

    @Test
    void notes_of_several_kinds_name_the_places_of_each() {
        List<Object> mixed = Arrays.asList(null, 1L, 2L, "x", 3L, ID, null, ID, 3_000_000_000L);

        assertThat(codec.encode(mixed).types()).isEqualTo("list{0-2+4:long,5-7:uuid}");
        assertThat(codec.decode(codec.encode(mixed))).isEqualTo(mixed);
    }

    @Test
    void members_of_any_name_are_noted() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name : List.of("a", "3-5", "", "a b", "\"", "\\", "{:+,<>}", "é\ud83d", "0", "list", "\u0000")) {
            map.put(name, 5L);
            map.put(name + "!", "plain");
        }

        Encoded encoded = codec.encode(map);

        assertThat(encoded.types())
                .isEqualTo(
                        "map{a+3-5+\"\"+\"a b\"+\"\\\"\"+\"\\\\\"+\"{:+,<>}\"+\"\\u00e9\\ud83d\"+0+list+\"\\u0000\":long}");
        assertThat(codec.decode(encoded)).isEqualTo(map);
    }
}

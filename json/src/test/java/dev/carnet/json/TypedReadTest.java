package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.TypeRef;
import dev.carnet.error.SessionCodecException;
import dev.carnet.json.Shop.Animal;
import dev.carnet.json.Shop.Box;
import dev.carnet.json.Shop.Cart;
import dev.carnet.json.Shop.Circle;
import dev.carnet.json.Shop.Item;
import dev.carnet.json.Shop.Pair;
import dev.carnet.json.Shop.Shape;
import dev.carnet.json.Shop.Size;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.io.File;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JdkObsolete") // sessions hold the old collections too
class TypedReadTest {
    private static final UUID ID = UUID.fromString("5f2b1c3a-0000-4000-8000-00000000beef");
    private static final Item TEA = new Item("tea", new BigDecimal("2.50"));
    private static final String TEA_JSON = "{\"name\":\"tea\",\"price\":2.50}";

    /** Allows nothing: whoever names the type need not. */
    private final JsonSessionCodec codec = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.NONE);

    private final JsonSessionCodec shop =
            JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.of(Item.class, Box.class, Circle.class));

    record Counts(int a, long b, double c, boolean d, char e, Integer f, String g, List<String> h) {}

    record Named(Class<?> type) {}

    record Late(Optional<String> some, Optional<String> none, OptionalInt number) {}

    record Checked(int positive) {
        Checked {
            if (positive < 0) {
                throw new IllegalArgumentException("not positive: " + positive);
            }
        }
    }

    private Object read(String json, Type type) {
        return codec.decode(Encoded.ofText(json), type);
    }

    @Test
    void records_beans_and_enums_need_not_be_allowed() {
        assertThat(read(TEA_JSON, Item.class)).isEqualTo(TEA);
        assertThat(read("\"LARGE\"", Size.class)).isEqualTo(Size.LARGE);
        assertThat(read("{\"name\":\"Rex\",\"mother\":{\"name\":\"Lassie\"}}", Animal.class))
                .isEqualTo(new Animal("Rex", new Animal("Lassie", null)));
        Cart cart = new Cart();
        cart.getItems().add(TEA);
        assertThat(read("{\"items\":[" + TEA_JSON + "]}", Cart.class)).isEqualTo(cart);
    }

    @Test
    void generic_types_are_read_as_they_say() {
        assertThat(read("[" + TEA_JSON + "]", new TypeRef<List<Item>>() {}.type()))
                .isEqualTo(List.of(TEA));
        assertThat(read("{\"a\":" + TEA_JSON + "}", new TypeRef<Map<String, Item>>() {}.type()))
                .isEqualTo(Map.of("a", TEA));
        assertThat(read(
                        "{\"" + ID + "\":[\"1970-01-01T00:00:00Z\"]}",
                        new TypeRef<Map<UUID, Set<Instant>>>() {}.type()))
                .isEqualTo(Map.of(ID, Set.of(Instant.EPOCH)));
        assertThat(read("{\"LARGE\":1}", new TypeRef<SortedMap<Size, Long>>() {}.type()))
                .isEqualTo(new TreeMap<>(Map.of(Size.LARGE, 1L)))
                .isInstanceOf(TreeMap.class);
        assertThat(read("{\"left\":1,\"right\":2}", new TypeRef<Pair<Long>>() {}.type()))
                .isEqualTo(new Pair<>(1L, 2L));
        assertThat(read("[[1]]", new TypeRef<List<? extends long[]>>() {}.type()))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(new long[] {1});
    }

    @Test
    void collections_are_read_as_the_class_asked_for() {
        assertThat(read("[2,1]", LinkedList.class)).isEqualTo(new LinkedList<>(List.of(2, 1)));
        assertThat(read("[2,1]", TreeSet.class)).isEqualTo(new TreeSet<>(List.of(1, 2)));
        assertThat(read("[2,1]", Set.class)).isExactlyInstanceOf(LinkedHashSet.class);
        assertThat(read("[2,1]", Collection.class)).isEqualTo(List.of(2, 1));
        assertThat(read("{\"a\":1}", HashMap.class)).isEqualTo(Map.of("a", 1));
        assertThat(read("[\"a\"]", String[].class)).isEqualTo(new String[] {"a"});
    }

    @Test
    void numbers_and_text_turn_into_each_other_where_nothing_is_lost() {
        assertThat(read("5", Long.class)).isEqualTo(5L);
        assertThat(read("5", Double.class)).isEqualTo(5.0);
        assertThat(read("5", BigDecimal.class)).isEqualTo(new BigDecimal("5"));
        assertThat(read("\"42\"", Integer.class)).isEqualTo(42);
        assertThat(read("42", String.class)).isEqualTo("42");
        assertThat(read("1.10", BigDecimal.class)).isEqualTo(new BigDecimal("1.10"));
    }

    @Test
    void nothing_is_lost_in_silence() {
        unreadable("3.25", Integer.class, "the stored value cannot be read as java.lang.Integer");
        unreadable("3000000000", Integer.class, null);
        unreadable("300", Byte.class, null);
        unreadable("\"x\"", Long.class, "the stored value cannot be read as java.lang.Long");
        unreadable("\"HUGE\"", Size.class, "the stored value cannot be read as dev.carnet.json.Shop$Size");
        unreadable("1", Size.class, "the stored value cannot be read as dev.carnet.json.Shop$Size");
        unreadable("\"x\"", Instant.class, "the stored value cannot be read as java.time.Instant");
        unreadable(
                "{\"x\":1}",
                new TypeRef<Map<UUID, Integer>>() {}.type(),
                "the stored value at x cannot be read as java.util.UUID");
        unreadable("[]", Item.class, "the stored value cannot be read as dev.carnet.json.Shop$Item");
        unreadable("{}", List.class, null);
    }

    private void unreadable(String json, Type type, String message) {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read(json, type))
                .satisfies(e -> {
                    if (message != null) {
                        assertThat(e).hasMessage(message);
                    }
                });
    }

    @Test
    void the_message_says_where_and_as_what_but_not_the_value() {
        String json = "{\"items\":[{\"name\":\"hunter2\",\"price\":1},{\"name\":\"tea\",\"price\":\"hunter2\"}]}";

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read(json, Cart.class))
                .withMessage("the stored value at items[1].price cannot be read as java.math.BigDecimal")
                .satisfies(e -> assertThat(Messages.of(e)).doesNotContain("hunter2"));
        for (Type type : List.of(Integer.class, Instant.class, Size.class, UUID.class, Animal.class, List.class)) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> read("\"hunter2\"", type))
                    .satisfies(e -> assertThat(Messages.of(e)).doesNotContain("hunter2"));
        }
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read("[\"hunter2\", hunter3]", List.class))
                .satisfies(e -> assertThat(Messages.of(e)).doesNotContain("hunter"));
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read("{\"positive\":-12345}", Checked.class))
                .withMessageContaining("cannot be read as dev.carnet.json.TypedReadTest$Checked")
                .satisfies(e ->
                        assertThat(Messages.of(e)).doesNotContain("12345").contains("TypedReadTest$Checked.<init>"));
    }

    @Test
    void unknown_members_are_ignored_and_missing_ones_default() {
        assertThat(read("{\"b\":2,\"z\":{\"y\":[1,{}]}}", Counts.class))
                .isEqualTo(new Counts(0, 2, 0.0, false, '\u0000', null, null, null));
        assertThat(read("{\"a\":null,\"d\":null}", Counts.class))
                .isEqualTo(new Counts(0, 0, 0.0, false, '\u0000', null, null, null));
        assertThat(read("{\"some\":\"x\",\"number\":5}", Late.class))
                .isEqualTo(new Late(Optional.of("x"), Optional.empty(), OptionalInt.of(5)));
    }

    @Test
    void the_last_of_equal_members_wins() {
        assertThat(read("{\"name\":\"a\",\"name\":\"b\"}", Animal.class)).isEqualTo(new Animal("b", null));
        assertThat(read("{\"name\":\"a\",\"name\":\"b\",\"price\":1}", Item.class))
                .isEqualTo(new Item("b", BigDecimal.ONE));
        assertThat(read("{\"name\":\"a\",\"price\":1,\"name\":\"b\"}", Item.class))
                .isEqualTo(new Item("b", BigDecimal.ONE));
    }

    @Test
    void the_noted_type_is_of_no_account_where_a_type_is_asked_for() {
        assertThat(codec.decode(Encoded.of(Encoded.ofText(TEA_JSON).bytes(), "Unknown"), Item.class))
                .isEqualTo(TEA);
        for (Type type : List.of(Map.class, HashMap.class, new TypeRef<Map<String, Object>>() {}.type())) {
            assertThat(codec.decode(Encoded.of(Encoded.ofText(TEA_JSON).bytes(), "Unknown{name:character}"), type))
                    .isEqualTo(Map.of("name", "tea", "price", 2.5));
        }
        assertThat(codec.decode(codec.encode(Set.of(5L)), new TypeRef<List<Integer>>() {}.type()))
                .isEqualTo(List.of(5));
    }

    @Test
    void a_note_tells_what_the_type_asked_for_leaves_open() {
        Set<Object> set = new HashSet<>(List.of(5L, Instant.EPOCH));

        for (Type type : List.of(Set.class, HashSet.class, Collection.class, Iterable.class, Object.class)) {
            assertThat(codec.decode(codec.encode(set), type)).isEqualTo(set).isInstanceOf(Set.class);
        }
        assertThat(codec.decode(codec.encode(set), new TypeRef<List<Object>>() {}.type()))
                .isEqualTo(List.of(Instant.EPOCH, 5L));
        assertThat(codec.decode(codec.encode(5L), Number.class)).isEqualTo(5L);
        assertThat(codec.decode(codec.encode(5L), Comparable.class)).isEqualTo(5L);
        assertThat(codec.decode(codec.encode(ID), Comparable.class)).isEqualTo(ID);
        for (Type type : List.of(Map.class, HashMap.class)) {
            assertThat(codec.decode(codec.encode(Map.of(ID, 5L)), type)).isEqualTo(Map.of(ID, 5L));
        }
        assertThat(shop.decode(shop.encode(Box.of(5L)), Box.class)).isEqualTo(Box.of(5L));
        assertThat(shop.decode(shop.encode(new Circle(1)), Shape.class)).isEqualTo(new Circle(1));
        assertThat(shop.decode(shop.encode(List.of(new Circle(1))), new TypeRef<List<Shape>>() {}.type()))
                .isEqualTo(List.of(new Circle(1)));
    }

    @Test
    void an_interface_without_a_note_is_unreadable() {
        unreadable("{\"radius\":1}", Shape.class, "the stored value cannot be read as dev.carnet.json.Shop$Shape");
        unreadable(
                "[{\"radius\":1}]",
                new TypeRef<List<Shape>>() {}.type(),
                "the stored value at [0] cannot be read as dev.carnet.json.Shop$Shape");
    }

    @Test
    void a_stored_text_never_loads_a_class() {
        unreadable("\"java.lang.Thread\"", Class.class, "the stored value cannot be read as java.lang.Class");
        unreadable(
                "{\"type\":\"java.lang.Thread\"}",
                Named.class,
                "the stored value at type cannot be read as java.lang.Class");
    }

    @Test
    void a_class_that_cannot_be_made_is_said_to_be_unfit() {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read("{}", Thread.State.class.getModule().getClass()))
                .withMessageContaining("cannot be read");
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> read("{\"a\":1}", Unfit.class))
                .withMessage(
                        "dev.carnet.json.TypedReadTest$Unfit cannot be read from JSON: make it a record, or give it a"
                                + " constructor without arguments");
    }

    static final class Unfit {
        Unfit(int a, int b) {
            assertThat(a).isEqualTo(b);
        }
    }

    @Test
    void null_is_null_and_empty_is_empty() {
        assertThat(read("null", Item.class)).isNull();
        assertThat(read("null", new TypeRef<Optional<String>>() {}.type())).isEqualTo(Optional.empty());
        assertThat(read("[]", new TypeRef<List<Item>>() {}.type())).isEqualTo(new ArrayList<>());
    }

    @Test
    void a_class_of_the_jdk_that_is_never_stored_is_never_made() {
        assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> read("\"x\"", File.class));
    }
}

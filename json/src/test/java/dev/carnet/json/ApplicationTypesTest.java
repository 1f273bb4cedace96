package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import dev.carnet.json.Shop.Animal;
import dev.carnet.json.Shop.Box;
import dev.carnet.json.Shop.Cart;
import dev.carnet.json.Shop.Circle;
import dev.carnet.json.Shop.Dog;
import dev.carnet.json.Shop.Drawing;
import dev.carnet.json.Shop.Item;
import dev.carnet.json.Shop.Names;
import dev.carnet.json.Shop.Nothing;
import dev.carnet.json.Shop.Order;
import dev.carnet.json.Shop.Pair;
import dev.carnet.json.Shop.Pairs;
import dev.carnet.json.Shop.Size;
import dev.carnet.json.Shop.Square;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApplicationTypesTest {
    private static final UUID ID = UUID.fromString("5f2b1c3a-0000-4000-8000-00000000beef");
    private static final Item TEA = new Item("tea", new BigDecimal("2.50"));

    private final JsonSessionCodec codec = codec(
            Item.class,
            Order.class,
            Box.class,
            Size.class,
            Circle.class,
            Square.class,
            Drawing.class,
            Pair.class,
            Pairs.class,
            Nothing.class,
            Animal.class,
            Dog.class,
            Cart.class,
            Names.class);

    private static JsonSessionCodec codec(Class<?>... allowed) {
        return JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.of(allowed));
    }

    private Encoded comesBack(Object value) {
        Encoded encoded = codec.encode(value);
        Object back = codec.decode(encoded);
        assertThat(back).isEqualTo(value).hasSameClassAs(value);
        assertThat(codec.encode(back)).isEqualTo(encoded);
        return encoded;
    }

    private void comesBack(Object value, String json, String note) {
        Encoded encoded = comesBack(value);
        assertThat(encoded.text()).isEqualTo(json);
        assertThat(encoded.types()).isEqualTo(note);
    }

    @Test
    void a_record_is_its_components_and_its_name_beside() {
        comesBack(TEA, "{\"name\":\"tea\",\"price\":2.50}", "Item");
        comesBack(new Item(null, null), "{\"name\":null,\"price\":null}", "Item");
        comesBack(new Nothing(), "{}", "Nothing");
    }

    @Test
    void an_enum_is_its_constants_name_whatever_it_prints_as() {
        comesBack(Size.SMALL, "\"SMALL\"", "Size");
        comesBack(Size.LARGE, "\"LARGE\"", "Size");
        comesBack(new LinkedHashMap<>(Map.of(Size.LARGE, 1L)), "{\"LARGE\":1}", "map(Size)<long>");
    }

    @Test
    void beans_by_getters_and_by_public_fields_are_stored() {
        Cart cart = new Cart();
        cart.getItems().add(TEA);
        cart.setNotes(new HashSet<>(List.of("b", "a")));
        comesBack(
                cart, "{\"extra\":null,\"items\":[{\"name\":\"tea\",\"price\":2.50}],\"notes\":[\"a\",\"b\"]}", "Cart");
        comesBack(
                new Animal("Rex", new Animal("Lassie", null)),
                "{\"mother\":{\"mother\":null,\"name\":\"Lassie\"},\"name\":\"Rex\"}",
                "Animal");
    }

    @Test
    void lists_maps_sets_and_arrays_of_them_come_back() {
        comesBack(new LinkedHashMap<>(Map.of("a", TEA)), "{\"a\":{\"name\":\"tea\",\"price\":2.50}}", "map<Item>");
        assertThat(comesBack(new HashSet<>(List.of(TEA, new Circle(1)))).types())
                .isEqualTo("set{0:Item,1:Circle}");
        Item[] items = {TEA, null};
        assertThat(codec.encode(items).types()).isEqualTo("Item[]");
        assertThat((Item[]) codec.decode(codec.encode(items))).containsExactly(TEA, null);
        Box[] boxes = {Box.of(5L), Box.of(5), Box.of(TEA)};
        assertThat(codec.encode(boxes).types()).isEqualTo("Box[]{0:map{content:long},2:map{content:Item}}");
        assertThat((Box[]) codec.decode(codec.encode(boxes))).containsExactly(boxes);
    }

    @Test
    void declared_types_need_no_note() {
        Order order = new Order(
                ID,
                Instant.EPOCH,
                ZoneId.of("Europe/Berlin"),
                Size.LARGE,
                5,
                Set.of(Instant.EPOCH, Instant.MAX),
                Map.of(ID, TEA),
                new EnumMap<>(Map.of(Size.LARGE, 1, Size.SMALL, 2)),
                Optional.of(TEA),
                new Item[] {TEA},
                new byte[] {1},
                List.of(List.of(1L), List.of()));

        Encoded encoded = codec.encode(order);

        assertThat(encoded.types()).isEqualTo("Order");
        assertThat(codec.encode(codec.decode(encoded))).isEqualTo(encoded);
        assertThat(codec.decode(encoded))
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .ignoringFields("seen", "items", "numbers")
                .isEqualTo(order);
        Order back = (Order) codec.decode(encoded);
        assertThat(back.seen()).isEqualTo(order.seen());
        assertThat(back.items()).isEqualTo(order.items());
        assertThat(back.numbers()).isEqualTo(order.numbers());
    }

    @Test
    void a_declared_class_need_not_be_allowed_itself() {
        JsonSessionCodec cartsOnly = codec(Cart.class, Order.class);
        Cart cart = new Cart();
        cart.getItems().add(TEA);

        assertThat(cartsOnly.decode(cartsOnly.encode(cart))).isEqualTo(cart);
    }

    @Test
    void what_is_behind_an_object_is_noted_by_its_place() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("n", 5L);
        map.put("s", "x");
        Map<Object, Object> any = new LinkedHashMap<>(Map.of(ID, Set.of(TEA)));
        Box box = new Box(new HashSet<>(Set.of(5L)), Arrays.asList("a", TEA, null, Instant.EPOCH), map, any, 7L);

        assertThat(comesBack(box).types())
                .isEqualTo("Box{content:set<long>,list:list{1-2:Item,3:instant},map:map{n:long},"
                        + "any:map(uuid)<set<Item>>,number:long}");
    }

    @Test
    void what_plain_json_gives_back_behind_an_object_needs_no_note() {
        assertThat(comesBack(Box.of("text")).types()).isEqualTo("Box");
        assertThat(comesBack(Box.of(5_000_000_000L)).types()).isEqualTo("Box");
        assertThat(comesBack(Box.of(List.of(1, "two", 3.5))).types()).isEqualTo("Box");
    }

    @Test
    void boxes_in_boxes_are_noted_all_the_way() {
        Object innermost = new HashMap<>(Map.of("deep", List.of(Box.of(5L), Box.of(Box.of('c')))));

        assertThat(comesBack(Box.of(Map.of("b", innermost))).types())
                .isEqualTo("Box{content:map<map<list{0:Box{content:long},1:Box{content:Box{content:character}}}>>}");
    }

    @Test
    void allowed_classes_stand_behind_an_interface() {
        Drawing drawing = new Drawing(
                new Circle(1),
                Arrays.asList(new Square(2), null, new Circle(3)),
                Map.of("s", new Square(4)),
                Optional.of(new Circle(5)));

        Encoded encoded = comesBack(drawing);

        assertThat(encoded.text())
                .isEqualTo("{\"first\":{\"radius\":1},\"others\":[{\"side\":2},null,{\"radius\":3}],"
                        + "\"byName\":{\"s\":{\"side\":4}},\"last\":{\"radius\":5}}");
        assertThat(encoded.types())
                .isEqualTo("Drawing{first+last:Circle,others:list{0-1:Square,2:Circle},byName:map<Square>}");
    }

    @Test
    void type_parameters_are_declared_types_too() {
        assertThat(comesBack(new Pairs(new Pair<>(1L, 2L), new Pair<>(1L, "x"))).types())
                .isEqualTo("Pairs{things:map{left:long}}");
        assertThat(comesBack(new Pair<>(1L, TEA)).types()).isEqualTo("Pair{left:long,right:Item}");
    }

    record Picked(Enum<?> any, Comparable<?> other) {}

    @Test
    void an_enum_declared_as_none_in_particular_is_noted() {
        JsonSessionCodec picked = codec(Picked.class, Size.class);
        Picked value = new Picked(Size.LARGE, DayOfWeek.FRIDAY);

        assertThat(picked.encode(value).types()).isEqualTo("Picked{any:Size,other:dayofweek}");
        assertThat(picked.decode(picked.encode(value))).isEqualTo(value);
    }

    @Test
    void notes_find_their_place_in_whatever_order_another_writer_left() {
        Box box = new Box(List.of(5L), List.of(1, 5L), Map.of("n", 5L), Map.of(ID, 5L), 7L);
        String reversed = "{\"number\":7,\"any\":{\"" + ID
                + "\":5},\"unknown\":[[{}]],\"map\":{\"n\":5},\"list\":[1,5]," + "\"content\":[5]}";

        assertThat(codec.decode(Encoded.of(
                        reversed.getBytes(StandardCharsets.UTF_8),
                        codec.encode(box).types())))
                .isEqualTo(box);
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    static final class Node {
        public int id;
        public Node next;
        public Object value;
    }

    @Test
    void objects_that_know_each_other_by_id_may_form_a_ring() {
        JsonSessionCodec nodes = codec(Node.class);
        Node first = new Node();
        first.id = 1;
        first.next = new Node();
        first.next.id = 2;
        first.next.value = 5L;
        first.next.next = first;

        Node back = (Node) nodes.decode(nodes.encode(first));

        assertThat(nodes.encode(first).types()).isEqualTo("Node{next:map{value:long}}");
        assertThat(back.next.next).isSameAs(back);
        assertThat(back.next.value).isEqualTo(5L);
    }

    @Test
    void a_collection_of_the_applications_can_be_allowed() {
        comesBack(new Names(List.of("a", "b")), "[\"a\",\"b\"]", "Names");
        assertThat(comesBack(Box.of(new Names(List.of("a")))).types()).isEqualTo("Box{content:Names}");
    }

    @Test
    void a_declared_set_keeps_the_stored_order() {
        Cart cart = new Cart();
        cart.setNotes(new LinkedHashSet<>(List.of("z", "a")));

        assertThat(((Cart) codec.decode(codec.encode(cart))).getNotes()).containsExactly("z", "a");
    }

    @Test
    void equal_objects_give_equal_bytes_whatever_their_hashing() {
        Set<Object> one = new LinkedHashSet<>(List.of("Aa", "BB", TEA));
        Set<Object> other = new LinkedHashSet<>(List.of(TEA, "BB", "Aa"));

        assertThat(codec.encode(new Box(new HashSet<>(one), null, null, new HashMap<>(Map.of(1, 2, 3, 4)), null)))
                .isEqualTo(codec.encode(
                        new Box(new HashSet<>(other), null, null, new HashMap<>(Map.of(3, 4, 1, 2)), null)));
    }

    @Test
    void another_name_may_be_stored_and_an_old_one_still_read() {
        JsonSessionCodec renamed = JsonSessionCodec.create(
                Encoding.JSON_TEXT, AllowedTypes.NONE.and("goods", Item.class).and("Item", Item.class));

        assertThat(renamed.encode(TEA).types()).isEqualTo("goods");
        assertThat(renamed.decode(codec.encode(TEA))).isEqualTo(TEA);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    record Typed(String name) {}

    record Holder(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Object content) {}

    @Test
    void annotations_cannot_bring_class_names_into_the_value() {
        JsonSessionCodec annotated = codec(Typed.class, Holder.class);

        assertThat(annotated.encode(new Typed("a")).text()).isEqualTo("{\"name\":\"a\"}");
        assertThat(annotated.decode(annotated.encode(new Typed("a")))).isEqualTo(new Typed("a"));
        assertThat(annotated.encode(new Holder(new Typed("a"))).text()).isEqualTo("{\"content\":{\"name\":\"a\"}}");
        assertThat(annotated.decode(Encoded.of(
                        "{\"content\":[\"dev.carnet.json.ApplicationTypesTest$Typed\",{\"name\":\"a\"}]}"
                                .getBytes(StandardCharsets.UTF_8),
                        "Holder")))
                .isEqualTo(new Holder(List.of("dev.carnet.json.ApplicationTypesTest$Typed", Map.of("name", "a"))));
    }

    static final class Annotated {
        @JsonProperty("n")
        public String name = "x";

        @JsonIgnore
        public transient Object secret = new Object();

        @JsonUnwrapped
        public Circle circle = new Circle(1);

        @JsonFormat(pattern = "dd.MM.yyyy")
        public LocalDate day = LocalDate.of(2026, 1, 2);

        @JsonAnyGetter
        @JsonAnySetter
        private final Map<String, Object> more = new HashMap<>();
    }

    record Wrapped(@JsonValue String text) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Point(Object x, int y) {}

    @Test
    void jacksons_annotations_are_heeded() {
        JsonSessionCodec annotated = codec(Annotated.class, Wrapped.class, Point.class, Circle.class);
        Annotated value = new Annotated();
        value.more.put("z", 5L);
        value.more.put("c", new Circle(2));

        Encoded encoded = annotated.encode(value);
        Annotated back = (Annotated) annotated.decode(encoded);

        assertThat(encoded.text())
                .isEqualTo(
                        "{\"circle\":{\"radius\":1},\"day\":\"2026-01-02\",\"n\":\"x\",\"c\":{\"radius\":2},\"z\":5}");
        assertThat(encoded.types()).isEqualTo("Annotated{c:Circle,z:long}");
        assertThat(back).usingRecursiveComparison().ignoringFields("secret").isEqualTo(value);
        assertThat(annotated.encode(new Wrapped("w")).text()).isEqualTo("\"w\"");
        assertThat(annotated.decode(annotated.encode(new Wrapped("w")))).isEqualTo(new Wrapped("w"));
        assertThat(annotated.encode(new Point(5L, 1)).text()).isEqualTo("[5,1]");
        assertThat(annotated.encode(new Point(5L, 1)).types()).isEqualTo("Point{0:long}");
        assertThat(annotated.decode(annotated.encode(new Point(5L, 1)))).isEqualTo(new Point(5L, 1));
    }
}

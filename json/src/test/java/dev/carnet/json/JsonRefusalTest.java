package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.json.Shop.Animal;
import dev.carnet.json.Shop.Box;
import dev.carnet.json.Shop.Circle;
import dev.carnet.json.Shop.Dog;
import dev.carnet.json.Shop.Drawing;
import dev.carnet.json.Shop.Item;
import dev.carnet.json.Shop.Names;
import dev.carnet.json.Shop.Shape;
import dev.carnet.json.Shop.Size;
import dev.carnet.json.type.Sorted;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoding;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonRefusalTest {
    private static final Item TEA = new Item("tea", BigDecimal.ONE);
    private static final String PLAIN =
            " cannot be stored in a session: store plain values instead (text, numbers, dates, lists, maps)";

    private final JsonSessionCodec codec = JsonSessionCodec.create(
            Encoding.JSON_TEXT, AllowedTypes.of(Box.class, Animal.class, Dog.class, Drawing.class, Circle.class));

    record Threaded(Thread thread, File file) {}

    record Sorted(TreeSet<Integer> numbers) {}

    record Throwing(String secret) {
        @JsonProperty
        public String shown() {
            if (secret.isEmpty()) {
                return secret;
            }
            throw new IllegalStateException("the secret is " + secret);
        }
    }

    private void refuses(Object value, String message) {
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.encode(value))
                .withMessage(message);
    }

    @Test
    void a_class_that_is_not_allowed_is_named_with_the_remedy() {
        refuses(
                TEA,
                "dev.carnet.json.Shop$Item cannot be stored in a session: allow it (allowed_types in the"
                        + " configuration, or AllowedTypes.of(Item.class) in code) or store plain values");
        refuses(
                Size.LARGE,
                "dev.carnet.json.Shop$Size cannot be stored in a session: allow it (allowed_types in the"
                        + " configuration, or AllowedTypes.of(Size.class) in code) or store plain values");
    }

    @Test
    void the_message_says_where_in_the_value_it_was_found() {
        String refused = " cannot be stored in a session: allow it (allowed_types in the configuration, or"
                + " AllowedTypes.of(Item.class) in code) or store plain values";

        refuses(List.of(1, TEA), "dev.carnet.json.Shop$Item at [1]" + refused);
        refuses(
                Map.of("items", List.of(List.of(), Map.of("cart 1", TEA))),
                "dev.carnet.json.Shop$Item at items[1][\"cart 1\"]" + refused);
        refuses(Map.of("", new Object[] {TEA}), "dev.carnet.json.Shop$Item at [\"\"][0]" + refused);
        refuses(Box.of(Map.of("a", Box.of(TEA))), "dev.carnet.json.Shop$Item at content.a.content" + refused);
        refuses(Map.of("roles", Set.of(TEA)), "dev.carnet.json.Shop$Item at roles" + refused);
        refuses(new Item[] {TEA}, "dev.carnet.json.Shop$Item" + refused);
        refuses(
                Map.of(TEA, 1),
                "dev.carnet.json.Shop$Item cannot be a map's key in a session: use text, numbers, enums or other"
                        + " plain values, all keys of a map of the same class");
    }

    @Test
    void a_long_path_is_cut_and_odd_names_cannot_forge_a_log_line() {
        Object value = Thread.currentThread();
        for (int i = 0; i < 100; i++) {
            value = Map.of("name", value);
        }
        Object deep = value;

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.encode(deep))
                .withMessageContaining(" at name.name.")
                .withMessageContaining("... cannot")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        refuses(Map.of("a\nINFO b", Thread.currentThread()), "java.lang.Thread at [\"a\\u000aINFO b\"]" + PLAIN);
    }

    static Stream<Object> neverPlain() {
        return Stream.of(
                new Object(),
                new File("x"),
                new ByteArrayInputStream(new byte[0]),
                String.class,
                new java.util.concurrent.atomic.LongAdder(),
                new java.util.StringJoiner(","),
                new java.io.StringWriter(),
                java.util.regex.Pattern.compile("x"),
                new java.util.WeakHashMap<>(),
                new IdentityHashMap<>(),
                new java.util.Random(),
                List.class.getModule(),
                new java.util.concurrent.ArrayBlockingQueue<>(1),
                new Object() {
                    @Override
                    public String toString() {
                        return "anonymous";
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("neverPlain")
    void other_classes_of_the_jdk_and_classes_without_a_name_are_refused(Object value) {
        refuses(value, value.getClass().getTypeName() + PLAIN);
        refuses(Map.of("a", value), value.getClass().getTypeName() + " at a" + PLAIN);
    }

    @Test
    void an_array_is_refused_for_what_it_holds() {
        refuses(new Thread[0], "java.lang.Thread[]" + PLAIN);
        refuses(new List<?>[0], "java.util.List[]" + PLAIN);
        refuses(
                new Item[0][0],
                "dev.carnet.json.Shop$Item cannot be stored in a session: allow it (allowed_types in the"
                        + " configuration, or AllowedTypes.of(Item.class) in code) or store plain values");
    }

    @Test
    void lambdas_and_proxies_are_refused_under_a_name_that_stays_the_same() {
        Runnable lambda = () -> {};
        Object proxy = Proxy.newProxyInstance(
                Shape.class.getClassLoader(), new Class<?>[] {Shape.class}, (self, method, args) -> null);

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> codec.encode(lambda))
                .withMessageMatching("dev\\.carnet\\.json\\.JsonRefusalTest\\$\\$Lambda[^/]*"
                        + java.util.regex.Pattern.quote(PLAIN));
        refuses(proxy, proxy.getClass().getName() + PLAIN);
    }

    @Test
    void collections_of_the_applications_are_refused_too() {
        List<Integer> anonymous = new ArrayList<>() {
            private static final long serialVersionUID = 1L;
        };

        refuses(anonymous, anonymous.getClass().getName() + PLAIN);
        refuses(
                new Names(),
                "dev.carnet.json.Shop$Names cannot be stored in a session: allow it (allowed_types in the"
                        + " configuration, or AllowedTypes.of(Names.class) in code) or store plain values");
    }

    private static final Comparator<Object> OTHER = Comparator.comparing(Object::toString);

    @Test
    void an_order_that_could_not_be_brought_back_is_refused() {
        String reason =
                " with a comparator cannot be stored in a session, because the comparator cannot be restored: use"
                        + " the natural order, Comparator.reverseOrder() or String.CASE_INSENSITIVE_ORDER, or a"
                        + " LinkedHashMap or LinkedHashSet in the desired order";
        JsonSessionCodec sorted = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.of(Sorted.class));

        refuses(Map.of("m", new TreeMap<>(OTHER)), "java.util.TreeMap at m" + reason);
        refuses(new TreeSet<>(OTHER), "java.util.TreeSet" + reason);
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> sorted.encode(new Sorted(new TreeSet<>(OTHER))))
                .withMessage("java.util.TreeSet at numbers" + reason);
        TreeSet<Integer> natural = new TreeSet<>(Comparator.naturalOrder());
        assertThat(codec.decode(codec.encode(natural))).isEqualTo(natural);
    }

    @Test
    void keys_must_be_plain_and_of_one_class() {
        String reason =
                " cannot be a map's key in a session: use text, numbers, enums or other plain values, all keys of a"
                        + " map of the same class";
        Map<Object, Object> nullKey = new HashMap<>();
        nullKey.put(null, 1);
        Map<Object, Object> mixed = new LinkedHashMap<>();
        mixed.put("a", 1);
        mixed.put(2, 1);

        refuses(nullKey, "null" + reason);
        refuses(Map.of("m", mixed), "java.lang.Integer at m" + reason);
        refuses(Map.of(List.of(), 1), "java.util.ImmutableCollections$ListN" + reason);
        refuses(Collections.singletonMap((Object) new byte[0], 1), "byte[]" + reason);
    }

    @Test
    void values_without_a_text_that_brings_them_back_are_refused() {
        refuses(
                List.of(new Locale.Builder().setLanguage("no").setRegion("NO").build(), legacyNorwegian()),
                "java.util.Locale at [1] has no text from which it could be restored and cannot be stored in a"
                        + " session: store it as text");
        refuses(
                BigInteger.TEN.pow(10_000),
                "java.math.BigInteger has more than 10000 digits and cannot be stored in a session: store it as text");
        BigInteger longest = BigInteger.TEN.pow(9_999);
        assertThat(codec.decode(codec.encode(longest))).isEqualTo(longest);
    }

    @SuppressWarnings("deprecation") // the only way to it
    private static Locale legacyNorwegian() {
        return new Locale("no", "NO", "NY");
    }

    @Test
    void an_applications_class_behind_an_object_is_refused_rather_than_made_a_map() {
        JsonSessionCodec boxes = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.of(Box.class));

        for (Box box : List.of(
                Box.of(TEA),
                Box.of(Arrays.asList(null, TEA)),
                new Box(null, List.of(TEA), null, null, null),
                new Box(null, null, Map.of("a", TEA), null, null),
                new Box(null, null, null, Map.of(TEA, 1), null))) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> boxes.encode(box))
                    .withMessageStartingWith("dev.carnet.json.Shop$Item at ");
        }
    }

    @Test
    void a_subclass_where_its_parent_is_declared_is_refused_rather_than_cut_down() {
        refuses(
                new Animal("Pup", new Dog("Lassie")),
                "dev.carnet.json.Shop$Dog at mother cannot be stored in a session where dev.carnet.json.Shop$Animal"
                        + " is declared, because that class would be read back: declare the class itself, or an"
                        + " interface and allow the class");
    }

    @Test
    void a_refusal_lists_every_class_that_is_missing_as_lines_to_paste() {
        JsonSessionCodec none = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.NONE);
        Object value = new ArrayList<>(List.of(new Shop.Item("tea", null), new Shop.Circle(1), Thread.currentThread()));

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> none.encode(value))
                .withMessage("these classes cannot be stored in a session: dev.carnet.json.Shop$Item at [0];"
                        + " dev.carnet.json.Shop$Circle at [1]; java.lang.Thread at [2] (store plain values"
                        + " instead). Allow them in the configuration, or in code with AllowedTypes: allowed_types:"
                        + " [dev.carnet.json.Shop$Item, dev.carnet.json.Shop$Circle]; or all classes of their"
                        + " packages: allowed_packages: [dev.carnet.json]");
    }

    @Test
    void a_declared_class_of_the_jdk_is_refused_all_the_same() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.of(Threaded.class)))
                .withMessageContaining(
                        "dev.carnet.json.JsonRefusalTest$Threaded: its field 'thread' is of java.lang.Thread,")
                .withMessageContaining(
                        "dev.carnet.json.JsonRefusalTest$Threaded: its field 'file' is of java.io.File,");
    }

    @Test
    void what_the_applications_code_throws_is_reported_without_its_message() {
        JsonSessionCodec throwing = JsonSessionCodec.create(Encoding.JSON_TEXT, AllowedTypes.of(Throwing.class));

        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> throwing.encode(List.of(new Throwing("hunter2"))))
                .withMessageEndingWith(
                        " cannot be written as JSON: java.lang.IllegalStateException was thrown; see the cause")
                .satisfies(e -> {
                    assertThat(Messages.of(e)).doesNotContain("hunter2");
                    assertThat(e.getCause().getStackTrace()[0].getMethodName()).isEqualTo("shown");
                });
    }

    @Test
    void types_that_cannot_be_allowed_are_told_when_the_codec_is_made() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JsonSessionCodec.create(Encoding.BYTES, AllowedTypes.NONE.and("list", Item.class)))
                .withMessage("the type name 'list' is reserved; give dev.carnet.json.Shop$Item another one");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JsonSessionCodec.create(Encoding.BYTES, AllowedTypes.of(Shape.class)))
                .withMessage(
                        "dev.carnet.json.Shop$Shape has no instances of its own; allow the classes that implement it");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JsonSessionCodec.create(Encoding.BYTES, AllowedTypes.of(Object.class)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonSessionCodec.create(Encoding.BSON, AllowedTypes.NONE))
                .withMessage("JSON is not BSON: add the module of the store that needs it");
    }

    @Test
    void nothing_is_written_of_a_value_that_is_refused() {
        Map<String, Object> map = new HashMap<>(Collections.singletonMap("a", Thread.currentThread()));
        assertThatExceptionOfType(SessionCodecException.class).isThrownBy(() -> codec.encode(map));

        map.put("a", "b");

        assertThat(codec.encode(map).text()).isEqualTo("{\"a\":\"b\"}");
    }
}

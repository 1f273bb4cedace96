package dev.carnet.testkit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.Month;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Classes with parents, and with fields of other classes. */
@SuppressWarnings({
    "JdkObsolete", // sessions hold old collections too
    "unused",
    "serial",
    "ClassCanBeStatic",
    "JavaUtilDate",
    "NonOverridingEquals",
    "HidingField",
    "DoNotCallSuggester"
})
final class FieldShapes {
    private FieldShapes() {}

    static Stream<ClassShapes.Shape> all() {
        return Stream.of(
                ClassShapes.kept("a subclass, the fields of its parents included", new Child("tea", "green")),
                ClassShapes.kept(
                        "a transient field: it does not come back, as in Java serialisation", new Caching("tea")),
                ClassShapes.kept(
                        "a field of another class, which need not be allowed",
                        new Holder(new MadeShapes.Immutable("tea", 2))),
                ClassShapes.kept(
                        "a field whose type is an interface, with an allowed class",
                        new Drawing(new Circle(2)),
                        Circle.class),
                ClassShapes.kept("fields of collections, arrays, `Optional` and dates", Rich.sample()),
                ClassShapes.kept(
                        "fields of the JDK's mutable values, of special collections and of counters", Special.sample()),
                ClassShapes.kept(
                        "fields of type `Map`, `Set`, `List` and `Queue` that hold another class of the JDK: that class",
                        General.sample()),
                ClassShapes.kept(
                        "a field of type `List` that holds an allowed collection class",
                        new Naming(new Names(List.of("tea"))),
                        Names.class),
                ClassShapes.kept("a collection without fields of its own", new Names(List.of("tea"))),
                ClassShapes.kept("`@JsonInclude(NON_NULL)`: null comes back, not the default", new Including(null)),
                ClassShapes.kept("`@JsonSetter(nulls = SKIP)`: null comes back", new Skipping(null)));
    }

    static class Parent {
        private @Nullable String name;

        Parent() {}

        Parent(String name) {
            this.name = name;
        }
    }

    static final class Child extends Parent {
        private @Nullable String colour;

        Child() {}

        Child(String name, String colour) {
            super(name);
            this.colour = colour;
        }
    }

    static final class Caching {
        private @Nullable String name;
        private transient @Nullable Object cache;

        Caching() {}

        Caching(String name) {
            this.name = name;
        }
    }

    record Holder(MadeShapes.Immutable held) {}

    interface Figure {}

    record Circle(int radius) implements Figure {}

    record Drawing(Figure figure) {}

    static final class Rich {
        private List<Long> numbers = new ArrayList<>();
        private Map<String, Instant> times = new HashMap<>();
        private int @Nullable [] digits;
        private Optional<String> note = Optional.empty();
        private @Nullable Object anything;

        static Rich sample() {
            Rich rich = new Rich();
            rich.numbers.add(5L);
            rich.times.put("now", Instant.EPOCH);
            rich.digits = new int[] {1, 2};
            rich.note = Optional.of("tea");
            rich.anything = new ArrayList<>(Set.of(7L));
            return rich;
        }
    }

    static final class Special {
        private EnumMap<Month, Long> months = new EnumMap<>(Map.of(Month.MAY, 5L));
        private EnumSet<Month> some = EnumSet.of(Month.JUNE);
        private EnumSet<Month> none = EnumSet.noneOf(Month.class);
        private Properties properties = new Properties();
        private TreeMap<String, Long> byText = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private HashMap<String, Long> ordered = new LinkedHashMap<>();
        private AtomicInteger count = new AtomicInteger();
        private AtomicBoolean isOpen = new AtomicBoolean();
        private AtomicReference<Instant> when = new AtomicReference<>(Instant.EPOCH);
        private BitSet bits = new BitSet();
        private GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        private Timestamp timestamp = new Timestamp(0);
        private OptionalInt digits = OptionalInt.empty();
        private OptionalLong more = OptionalLong.of(7);
        private TimeZone zone = TimeZone.getTimeZone("UTC");

        static Special sample() {
            Special special = new Special();
            special.calendar.setTimeInMillis(0);
            special.properties.setProperty("a", "1");
            special.byText.put("b", 1L);
            special.byText.put("A", 2L);
            special.ordered.put("b", 1L);
            special.ordered.put("a", 2L);
            special.count.set(3);
            special.isOpen.set(true);
            special.bits.set(70);
            special.timestamp.setNanos(123_456_789);
            return special;
        }
    }

    static final class General {
        private Map<String, Long> sorted = new TreeMap<>(Comparator.reverseOrder());
        private Map<String, Long> shared = new ConcurrentHashMap<>();
        private Map<Month, Long> months = new EnumMap<>(Month.class);
        private Map<Month, Long> turned = new LinkedHashMap<>();
        private Set<String> names = new TreeSet<>();
        private Set<Month> none = EnumSet.noneOf(Month.class);
        private List<String> copied = new CopyOnWriteArrayList<>();
        private List<List<String>> linked = new ArrayList<>();
        private Collection<String> locked = Collections.synchronizedList(new ArrayList<>());
        private Queue<Long> queue = new PriorityQueue<>(Comparator.reverseOrder());

        static General sample() {
            General general = new General();
            general.turned.put(Month.MAY, 1L);
            general.turned.put(Month.APRIL, 2L);
            general.sorted.put("a", 1L);
            general.sorted.put("b", 2L);
            general.shared.put("a", 1L);
            general.names.add("tea");
            general.copied.add("tea");
            general.linked.add(new LinkedList<>(List.of("tea")));
            general.locked.add("tea");
            general.queue.addAll(List.of(1L, 3L, 2L));
            return general;
        }
    }

    record Naming(List<String> names) {}

    static final class Names extends ArrayList<String> {
        Names() {}

        Names(List<String> names) {
            super(names);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    static final class Including {
        private @Nullable String name = "default";

        Including() {}

        Including(@Nullable String name) {
            this.name = name;
        }
    }

    static final class Skipping {
        @JsonSetter(nulls = Nulls.SKIP)
        private @Nullable String name = "default";

        Skipping() {}

        Skipping(@Nullable String name) {
            this.name = name;
        }
    }
}

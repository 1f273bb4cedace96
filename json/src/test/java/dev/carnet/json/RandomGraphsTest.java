package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.json.Town.House;
import dev.carnet.json.Town.Person;
import dev.carnet.json.fault.Classes;
import dev.carnet.json.type.Containers;
import dev.carnet.json.type.StoredType;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.ObjectGraph;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs as chance makes them come back as they were, and are the same bytes again. */
class RandomGraphsTest {
    private static final int GRAPHS = 150;
    private static final int OBJECTS = 12;
    private static final int LINKS = 20;

    private final GraphSessionCodec codec =
            GraphSessionCodec.create(Encoding.JSON_GRAPH, AllowedTypes.of(Person.class, House.class));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_graph_comes_back_with_the_same_shape_and_the_same_bytes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < GRAPHS; i++) {
            List<Object> values = graph(random);
            ObjectGraph.Written written = codec.graph(name -> null).encode(values);

            ObjectGraph there = codec.graph(written.parts()::get);
            List<Object> read = new ArrayList<>();
            written.values().forEach(each -> read.add(there.decode(each)));

            assertThat(new Shape().same(values, read))
                    .as("seed %s, graph %s", seed, i)
                    .isTrue();
            assertThat(there.encode(read)).as("seed %s, graph %s", seed, i).isEqualTo(written);
        }
    }

    private static List<Object> graph(Random random) {
        List<Object> objects = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(object(i, random));
        }
        for (int i = 0; i < LINKS; i++) {
            link(pick(objects, random), pick(objects, random), random);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            values.add(pick(objects, random));
        }
        return values;
    }

    private static Object pick(List<Object> objects, Random random) {
        return objects.get(random.nextInt(objects.size()));
    }

    private static Object object(int i, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new ArrayList<>(List.of("list", i));
            case 1 -> new CopyOnWriteArrayList<>(List.of((long) i));
            case 2 -> new HashMap<>(Map.of("n", (long) i, "x", i + 0.5, "d", new BigDecimal("1.10"), "f", 1e300));
            case 3 -> new Object[] {null, i, null};
            case 4 -> new ArrayDeque<>(List.of(i));
            case 5 -> new House("street " + i, new ArrayList<>());
            default -> Person.named("person " + i);
        };
    }

    @SuppressWarnings("unchecked") // all of them hold anything
    private static void link(Object from, Object to, Random random) {
        if (from instanceof Person person) {
            link(person, to, random);
        } else if (from instanceof Collection) {
            ((Collection<Object>) from).add(to);
        } else if (from instanceof Map) {
            ((Map<String, Object>) from).put("to " + random.nextInt(5), to);
        } else if (from instanceof House house) {
            ((Collection<Object>) house.owner()).add(to);
        } else {
            Array.set(from, random.nextInt(3), to);
        }
    }

    private static void link(Person from, Object to, Random random) {
        if (!(to instanceof Person person)) {
            from.luggage = random.nextBoolean() ? to : List.of("bag", to);
        } else if (random.nextBoolean()) {
            from.children.add(person);
        } else if (random.nextBoolean()) {
            from.friend = person;
        } else {
            from.spouse = Optional.of(person);
        }
    }

    /** Whether two graphs have the same shape: which object on one side is which on the other. */
    private static final class Shape {
        private final IdentityHashMap<Object, Object> left = new IdentityHashMap<>();
        private final IdentityHashMap<Object, Object> right = new IdentityHashMap<>();

        boolean same(Object one, Object other) {
            if (one == null || other == null || one instanceof String || one instanceof Number) {
                return Objects.equals(one, other);
            }
            if (one instanceof Optional<?> present) {
                return same(present.orElse(null), ((Optional<?>) other).orElse(null));
            }
            if (!Classes.isConstantInJdk(one.getClass())) {
                if (!kind(one).equals(kind(other))) {
                    return false;
                }
                Object before = left.put(one, other);
                Object back = right.put(other, one);
                if (before != null || back != null) {
                    return before == other && back == one;
                }
            }
            return contents(one).size() == contents(other).size() && all(contents(one), contents(other));
        }

        /** A hash map is read as a linked one. */
        private static Object kind(Object value) {
            StoredType container = Containers.of(value);
            return container == null ? value.getClass() : container;
        }

        private boolean all(Collection<?> ones, Collection<?> others) {
            Iterator<?> other = others.iterator();
            return ones.stream().allMatch(one -> same(one, other.next()));
        }

        private static Collection<?> contents(Object value) {
            List<Object> contents = new ArrayList<>();
            if (value instanceof Collection<?> collection) {
                return collection;
            } else if (value instanceof Map<?, ?> map) {
                new LinkedHashSet<>(map.keySet()).stream().sorted().forEach(key -> {
                    contents.add(key);
                    contents.add(map.get(key));
                });
            } else if (value instanceof Person person) {
                contents.add(person.name);
                contents.add(person.friend);
                contents.add(person.luggage);
                contents.add(person.children);
                contents.add(person.spouse);
            } else if (value instanceof House house) {
                contents.add(house.street());
                contents.add(house.owner());
            } else {
                for (int i = 0; i < Array.getLength(value); i++) {
                    contents.add(Array.get(value, i));
                }
            }
            return contents;
        }
    }
}

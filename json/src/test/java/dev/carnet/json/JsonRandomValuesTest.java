package dev.carnet.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.json.Shop.Box;
import dev.carnet.json.Shop.Circle;
import dev.carnet.json.Shop.Item;
import dev.carnet.json.Shop.Pair;
import dev.carnet.json.Shop.Size;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JsonRandomValuesTest {
    private static final List<Object> LEAVES =
            PlainValues.all().map(PlainValues.Case::value).toList();
    private static final List<String> NAMES =
            List.of("a", "b", "long", "0", "1-2", "", "a b", "\"", "é", "\ud83d", "😀");

    private final AllowedTypes allowed = AllowedTypes.of(Box.class, Circle.class, Item.class, Pair.class, Size.class);

    /** Draws values; the same seed gives the same ones. */
    private static final class Values {
        private final Random random;

        private Values(long seed) {
            this.random = new Random(seed);
        }

        Object value(int depth) {
            int kind = random.nextInt(depth == 0 ? 2 : 12);
            return switch (kind) {
                case 0, 1 -> leaf();
                case 2 -> list(() -> value(depth - 1));
                case 3 -> list(alike(depth));
                case 4 -> new HashSet<>(list(() -> value(depth - 1)));
                case 5 -> new LinkedHashSet<>(list(alike(depth)));
                case 6 -> members(new HashMap<>(), () -> value(depth - 1));
                case 7 -> members(new LinkedHashMap<>(), alike(depth));
                case 8 -> keyed(depth);
                case 9 ->
                    random.nextBoolean()
                            ? new TreeSet<>(Set.of(random.nextLong(), 5L))
                            : new TreeMap<>(Map.of(5L, leaf()));
                case 10 -> new Pair<>(value(depth - 1), new Circle(random.nextInt()));
                default ->
                    new Box(
                            value(depth - 1),
                            list(() -> value(depth - 1)),
                            members(new LinkedHashMap<>(), () -> value(depth - 1)),
                            keyed(depth),
                            random.nextLong());
            };
        }

        private Object leaf() {
            return switch (random.nextInt(5)) {
                case 0 -> random.nextLong();
                case 1 -> NAMES.get(random.nextInt(NAMES.size()));
                case 2 -> new Item("tea", new BigDecimal(random.nextInt()));
                case 3 -> Size.LARGE;
                default -> LEAVES.get(random.nextInt(LEAVES.size()));
            };
        }

        /** Values of one class, as most lists hold. */
        private Supplier<Object> alike(int depth) {
            Object one = value(depth - 1);
            return random.nextBoolean() ? () -> one : () -> random.nextInt(10) == 0 ? one : random.nextLong();
        }

        private List<Object> list(Supplier<Object> element) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                list.add(random.nextInt(8) == 0 ? null : element.get());
            }
            return list;
        }

        private Map<String, Object> members(Map<String, Object> map, Supplier<Object> value) {
            for (int i = random.nextInt(6); i > 0; i--) {
                map.put(NAMES.get(random.nextInt(NAMES.size())), random.nextInt(8) == 0 ? null : value.get());
            }
            return map;
        }

        private Map<Object, Object> keyed(int depth) {
            Object key = LEAVES.get(random.nextInt(LEAVES.size()));
            return new LinkedHashMap<>(Map.of(key, value(depth - 1)));
        }
    }

    @Test
    void whatever_is_put_comes_back_and_gives_the_same_bytes_again() {
        for (Encoding encoding : List.of(Encoding.JSON_TEXT, Encoding.BYTES)) {
            JsonSessionCodec codec = JsonSessionCodec.create(encoding, allowed);
            for (long seed = 0; seed < 3_000; seed++) {
                Object value = new Values(seed).value(4);

                Encoded encoded = codec.encode(value);
                Object back = codec.decode(encoded);

                assertThat(back)
                        .as("seed %d: %s %s", seed, encoded.text(), encoded.types())
                        .isEqualTo(value);
                assertThat(codec.encode(back)).as("seed %d", seed).isEqualTo(encoded);
            }
        }
    }

    @Test
    void another_order_of_hashing_gives_the_same_bytes() {
        JsonSessionCodec codec = JsonSessionCodec.create(Encoding.JSON_TEXT, allowed);
        for (long seed = 0; seed < 500; seed++) {
            List<Object> elements = new ArrayList<>(new HashSet<>(new Values(seed).list(new Values(seed).alike(3))));
            Set<Object> set = new HashSet<>(elements);
            Collections.shuffle(elements, new Random(seed));
            Set<Object> shuffled = new HashSet<>(256);
            shuffled.addAll(elements);

            assertThat(codec.encode(shuffled)).as("seed %d", seed).isEqualTo(codec.encode(set));
        }
    }

    @Test
    void many_threads_share_one_codec() throws InterruptedException, ExecutionException {
        JsonSessionCodec codec = JsonSessionCodec.create(Encoding.JSON_TEXT, allowed);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (long seed = 0; seed < 400; seed++) {
                Object value = new Values(seed).value(4);
                tasks.add(() -> value.equals(codec.decode(codec.encode(value))));
            }
            for (Future<Boolean> each : threads.invokeAll(tasks)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

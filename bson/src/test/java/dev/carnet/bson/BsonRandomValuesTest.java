package dev.carnet.bson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BsonRandomValuesTest {
    private static final List<String> NAMES =
            List.of("a", "b", "a.b", "$a", "0", "1-2", "", "%", "\"", "é", "\ud83d", "😀", "\0");

    record Box(Object content, List<Object> many, Instant at, long count) {}

    private final BsonSessionCodec codec = BsonSessionCodec.create(AllowedTypes.of(Box.class));

    /** Draws values; the same seed gives the same ones. */
    private record Values(Random random) {
        Object value(int depth) {
            return switch (random.nextInt(depth == 0 ? 5 : 12)) {
                case 0 -> random.nextLong();
                case 1 -> NAMES.get(random.nextInt(NAMES.size()));
                case 2 -> instant();
                case 3 -> new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(20));
                case 4 -> random.nextBoolean() ? (Object) random.nextFloat() : (Object) random.nextInt();
                case 5, 6 -> list(depth);
                case 7 -> new HashSet<>(list(depth));
                case 8 -> members(new HashMap<>(), depth);
                case 9 -> members(new LinkedHashMap<>(), depth);
                case 10 -> new TreeSet<>(List.of(random.nextLong(), 5L));
                default -> new Box(value(depth - 1), list(depth), instant(), random.nextLong());
            };
        }

        private Instant instant() {
            Instant instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            return random.nextBoolean() ? instant : Instant.ofEpochMilli(instant.toEpochMilli());
        }

        private List<Object> list(int depth) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                list.add(random.nextInt(8) == 0 ? null : value(depth - 1));
            }
            return list;
        }

        private Map<String, Object> members(Map<String, Object> map, int depth) {
            for (int i = random.nextInt(6); i > 0; i--) {
                map.put(NAMES.get(random.nextInt(NAMES.size())), value(depth - 1));
            }
            return map;
        }
    }

    @Test
    void whatever_is_put_comes_back_and_gives_the_same_bytes_again() {
        for (long seed = 0; seed < 5_000; seed++) {
            Object value = new Values(new Random(seed)).value(4);

            Encoded encoded = codec.encode(value);
            Object back = codec.decode(encoded);

            assertThat(back).as("seed %d: %s", seed, encoded.types()).isEqualTo(value);
            assertThat(codec.encode(back)).as("seed %d", seed).isEqualTo(encoded);
        }
    }
}

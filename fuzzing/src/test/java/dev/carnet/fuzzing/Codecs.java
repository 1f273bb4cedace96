package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.SessionCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The application's classes that stored values may name, and what is asked of every codec. */
final class Codecs {
    static final AllowedTypes ALLOWED = AllowedTypes.of(Item.class, Cart.class, Size.class);

    private Codecs() {}

    enum Size {
        SMALL,
        LARGE
    }

    record Item(String name, int grams, BigDecimal price, Size size) {}

    static final class Cart {
        public List<Item> items = List.of();
        public Map<String, Item> gifts = Map.of();
        public Instant since = Instant.EPOCH;
        public Cart next;
        public Set<Object> more = Set.of();
    }

    /** Reads a value that somebody has stored: it is refused in the codec's own words, or can be stored and read again. */
    static void check(SessionCodec codec, Encoded stored) {
        Object value;
        try {
            value = codec.decode(stored);
        } catch (SessionCodecException refused) {
            return;
        }
        if (value == null) {
            return;
        }
        Encoded written;
        try {
            written = codec.encode(value);
        } catch (SessionCodecException refused) {
            return;
        }
        Object again = codec.decode(written);
        assertThat(codec.encode(again)).isEqualTo(written);
    }

    /** Reads it as a class that the caller names. */
    static void checkTyped(SessionCodec codec, Encoded stored) {
        for (Class<?> each : List.of(Cart.class, Item.class, Size.class, String.class, long[].class, Instant.class)) {
            try {
                Object value = codec.decode(stored, each);
                assertThat(value == null || each.isInstance(value)).isTrue();
            } catch (SessionCodecException refused) {
                assertThat(refused.getMessage()).isNotNull();
            }
        }
    }
}

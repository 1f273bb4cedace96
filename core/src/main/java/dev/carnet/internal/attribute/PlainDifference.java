package dev.carnet.internal.attribute;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.SessionCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the content of stored bytes: white space, the order of members and the notation of numbers are ignored.
 * Additional members are ignored too, because a newer class may have more fields.
 */
final class PlainDifference {
    private PlainDifference() {}

    /** Whether bytes lack something that is in others, or have something else in its place. */
    static boolean isLess(SessionCodec codec, Encoded bytes, Encoded others) {
        return !bytes.equals(others) && !holds(plain(codec, bytes), plain(codec, others));
    }

    private static @Nullable Object plain(SessionCodec codec, Encoded value) {
        return codec.decode(Encoded.of(value.bytes(), null));
    }

    private static boolean holds(@Nullable Object value, @Nullable Object wanted) {
        if (wanted instanceof Map<?, ?> members) {
            return value instanceof Map<?, ?> own
                    && members.entrySet().stream().allMatch(each -> holds(own.get(each.getKey()), each.getValue()));
        } else if (wanted instanceof List<?> elements) {
            return value instanceof List<?> own && (holdsEach(own, elements) || areTheSame(own, elements));
        }
        return Objects.deepEquals(value, wanted) || (value != null && wanted != null && areTheSame(value, wanted));
    }

    private static boolean holdsEach(List<?> own, List<?> wanted) {
        if (own.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!holds(own.get(i), wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A set may have been written in another order. */
    private static boolean areTheSame(List<?> own, List<?> wanted) {
        List<?> left = new ArrayList<>(wanted);
        return own.size() == wanted.size() && own.stream().allMatch(left::remove) && left.isEmpty();
    }

    private static boolean areTheSame(Object value, Object wanted) {
        if (value instanceof Number && wanted instanceof Number && isFinite(value) && isFinite(wanted)) {
            return new BigDecimal(value.toString()).compareTo(new BigDecimal(wanted.toString())) == 0;
        }
        return value.toString().equals(wanted.toString());
    }

    private static boolean isFinite(Object number) {
        return !(number instanceof Double fraction) || Double.isFinite(fraction);
    }
}

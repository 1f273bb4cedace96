package dev.carnet.redis;

import dev.carnet.SessionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one of many calls got.
 *
 * @param value the answer, if there is no error
 * @param error the failure, if there is one
 */
record Answer(@Nullable Object value, @Nullable SessionException error) {
    /** The value, or throws the error. */
    @Nullable
    Object get() {
        if (error != null) {
            throw error;
        }
        return value;
    }

    /** A hash's fields, each name before its value, whichever version of the protocol the client speaks. */
    static List<byte[]> fields(@Nullable Object answer) {
        List<?> list = list(answer);
        List<byte[]> fields = new ArrayList<>(list.size());
        for (Object each : list) {
            if (each instanceof Map.Entry<?, ?> pair) {
                fields.add((byte[]) pair.getKey());
                fields.add((byte[]) pair.getValue());
            } else {
                fields.add((byte[]) each);
            }
        }
        return fields;
    }

    /** An answer that is a list; none is an empty one. */
    static List<?> list(@Nullable Object answer) {
        return answer == null ? List.of() : (List<?>) answer;
    }

    /** Whether an answer is a number greater than 0. */
    static boolean isPositive(@Nullable Object answer) {
        return answer instanceof Long number && number > 0;
    }
}

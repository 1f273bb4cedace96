package dev.carnet.redis.connection;

import dev.carnet.error.SessionException;
import dev.carnet.error.UnconfirmedWriteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call.
 *
 * @param value the answer, if there is no error
 * @param error the failure, if there is one
 * @param unconfirmed the failure to report after the whole operation, if replicas did not confirm the change
 */
public record Answer(
        @Nullable Object value,
        @Nullable SessionException error,
        @Nullable UnconfirmedWriteException unconfirmed) {
    public static Answer of(@Nullable Object value) {
        return new Answer(value, null, null);
    }

    public static Answer of(SessionException error) {
        return new Answer(null, error, null);
    }

    /** The same, not confirmed by replicas, if it has changed something. */
    public Answer unconfirmed(UnconfirmedWriteException failure) {
        return isPositive(value) || value instanceof List<?> ? new Answer(value, error, failure) : this;
    }

    /** The value, or throws the error. */
    @Nullable
    public Object get() {
        if (error != null) {
            throw error;
        }
        return value;
    }

    /** A hash's fields, each name before its value, whichever version of the protocol the client speaks. */
    public static List<byte[]> fields(@Nullable Object answer) {
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
    public static List<?> list(@Nullable Object answer) {
        return answer == null ? List.of() : (List<?>) answer;
    }

    /** Whether a fenced script came too late: the answer is the server's time, negative. Scripts' other answers are small. */
    public static boolean isLate(@Nullable Object answer) {
        return answer instanceof Long number && number < -1000;
    }

    /** Whether an answer is a number greater than 0: how much was changed, or when. */
    public static boolean isPositive(@Nullable Object answer) {
        return answer instanceof Long number && number > 0;
    }
}

package dev.carnet.dancer.perl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Perl value as plain data of Java: texts, numbers, booleans, lists and maps, as {@link PerlJson} says it in JSON. Not
 * thread-safe.
 */
public final class PerlPlain {
    private static final int MOST_DEPTH = 500;
    /** What is shared is given several times, so a short value can become a large one. */
    private static final int MOST_VALUES = 1 << 18;

    private final Set<PerlValue> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private PerlPlain() {}

    /**
     * The value; null for undef.
     *
     * @throws NotPlainException if it holds a circle, a value that only code could bring back, or is too deep or too large
     */
    public static @Nullable Object of(PerlValue value) throws NotPlainException {
        return new PerlPlain().plain(value);
    }

    private @Nullable Object plain(PerlValue value) throws NotPlainException {
        if (!open.add(value)) {
            throw new NotPlainException("a value that holds itself");
        }
        if (open.size() > MOST_DEPTH) {
            throw new NotPlainException("a value nested more than " + MOST_DEPTH + " deep");
        }
        if (++values > MOST_VALUES) {
            throw new NotPlainException("a value of more than " + MOST_VALUES + " parts");
        }
        Object plain = switched(value);
        open.remove(value);
        return plain;
    }

    private @Nullable Object switched(PerlValue value) throws NotPlainException {
        if (value instanceof PerlScalar scalar) {
            return scalar(scalar);
        } else if (value instanceof PerlReference reference) {
            return plain(reference.referent());
        } else if (value instanceof PerlArray array) {
            return array(array);
        } else if (value instanceof PerlHash hash) {
            return hash(hash);
        }
        PerlOpaque opaque = (PerlOpaque) value;
        if (opaque.text() == null) {
            throw NotPlainException.of(opaque);
        }
        return opaque.text();
    }

    private static @Nullable Object scalar(PerlScalar scalar) {
        Object content = scalar.content();
        if (PerlJson.isBoolean(scalar)) {
            return scalar.isTrue();
        }
        if (content instanceof Double number && (number.isNaN() || number.isInfinite())) {
            return scalar.text();
        }
        return content instanceof Long number && number == number.intValue() ? (Object) number.intValue() : content;
    }

    private List<@Nullable Object> array(PerlArray array) throws NotPlainException {
        List<@Nullable Object> list = new ArrayList<>();
        for (PerlValue each : array.elements()) {
            list.add(plain(each));
        }
        return list;
    }

    private Map<String, @Nullable Object> hash(PerlHash hash) throws NotPlainException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, PerlHash.Slot> each : hash.slots().entrySet()) {
            map.put(each.getKey(), plain(each.getValue().value()));
        }
        return map;
    }
}

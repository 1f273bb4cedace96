package dev.carnet.dancer.perl;

import dev.carnet.spi.document.JsonObject;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A Perl value as JSON text in ASCII. A blessed value is the data that it holds, a reference what it refers to; what several
 * references share is written once for each. Not thread-safe.
 */
public final class PerlJson {
    /** Classes of boolean objects: a reference to 1 or 0. */
    private static final Set<String> BOOLEANS =
            Set.of("JSON::PP::Boolean", "JSON::XS::Boolean", "Types::Serialiser::BooleanBase", "boolean");

    private static final int MOST_DEPTH = 1000;
    /** What is shared is written several times, so a short value can become a long text. */
    private static final int MOST_CHARACTERS = 32 << 20;

    private final StringBuilder json = new StringBuilder();
    private final Set<PerlValue> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private PerlJson() {}

    /**
     * The value as JSON.
     *
     * @throws NotPlainException if it holds a circle, a value that only code could bring back, or is too deep or too large
     */
    public static String write(PerlValue value) throws NotPlainException {
        PerlJson writer = new PerlJson();
        try {
            writer.value(value);
        } catch (StackOverflowError e) {
            throw new NotPlainException("a value nested too deep for this thread's stack");
        }
        return writer.json.toString();
    }

    private void value(PerlValue value) throws NotPlainException {
        if (!open.add(value)) {
            throw new NotPlainException("a value that contains itself");
        }
        if (open.size() > MOST_DEPTH) {
            throw new NotPlainException("a value nested more than " + MOST_DEPTH + " deep");
        }
        if (value instanceof PerlScalar scalar) {
            scalar(scalar);
        } else if (value instanceof PerlReference reference) {
            value(reference.referent());
        } else if (value instanceof PerlArray array) {
            array(array);
        } else if (value instanceof PerlHash hash) {
            hash(hash);
        } else if (value instanceof PerlOpaque opaque) {
            opaque(opaque);
        }
        if (json.length() > MOST_CHARACTERS) {
            throw new NotPlainException("a value of more than " + MOST_CHARACTERS + " characters");
        }
        open.remove(value);
    }

    private void scalar(PerlScalar scalar) {
        Object content = scalar.content();
        if (isBoolean(scalar)) {
            json.append(scalar.isTrue());
        } else if (content instanceof Double number && (number.isNaN() || number.isInfinite())) {
            json.append(JsonObject.quote(scalar.text()));
        } else if (content instanceof String text) {
            json.append(JsonObject.quote(text));
        } else {
            json.append(content);
        }
    }

    /** Whether it is written as {@code true} or {@code false}. */
    public static boolean isBoolean(PerlScalar scalar) {
        return scalar.content() instanceof Boolean
                || (scalar.className() != null && BOOLEANS.contains(scalar.className()));
    }

    private void array(PerlArray array) throws NotPlainException {
        json.append('[');
        boolean first = true;
        for (PerlValue each : array.elements()) {
            json.append(first ? "" : ",");
            first = false;
            value(each);
        }
        json.append(']');
    }

    private void hash(PerlHash hash) throws NotPlainException {
        json.append('{');
        boolean first = true;
        for (Map.Entry<String, PerlHash.Slot> each : hash.slots().entrySet()) {
            json.append(first ? "" : ",")
                    .append(JsonObject.quote(each.getKey()))
                    .append(':');
            first = false;
            value(each.getValue().value());
        }
        json.append('}');
    }

    private void opaque(PerlOpaque opaque) throws NotPlainException {
        String text = opaque.text();
        if (text == null) {
            throw NotPlainException.of(opaque);
        }
        json.append(JsonObject.quote(text));
    }
}

package dev.carnet.spi;

import dev.carnet.internal.text.Utf8;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's attributes as they are stored, in stored order. Immutable.
 *
 * @param values name to value; a name may be any string, including the empty one
 */
public record Attributes(Map<String, Encoded> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        values = PackedAttributes.copyOf(values);
    }

    public @Nullable Encoded get(String name) {
        return values.get(name);
    }

    public Set<String> names() {
        return values.keySet();
    }

    /**
     * The stored record below a decorator that stores sessions in another form, such as encrypted; null if no decorator
     * has set it. {@link #equals} ignores it.
     */
    public @Nullable SessionRecord storedForm() {
        return ((PackedAttributes) values).storedForm;
    }

    /** Sets the stored record below a decorator. Does nothing on {@link #NONE}, which is shared. */
    @SuppressWarnings("ReferenceEquality") // one equal to NONE may be a session's own
    public void noteStoredForm(SessionRecord form) {
        PackedAttributes packed = (PackedAttributes) values;
        if (packed != NONE.values) {
            packed.storedForm = form;
        }
    }

    /** These attributes with others replaced or added, and some removed. */
    public Attributes with(Map<String, Encoded> written, Set<String> removed) {
        if (written.isEmpty() && removed.isEmpty()) {
            return this;
        }
        AttributesPacker next = new AttributesPacker(values.size() + written.size(), length(written, removed));
        values.forEach((name, value) -> {
            Encoded changed = written.get(name);
            if (changed != null) {
                next.add(name, changed);
            } else if (!removed.contains(name)) {
                next.add(name, value);
            }
        });
        written.forEach((name, value) -> {
            if (!values.containsKey(name)) {
                next.add(name, value);
            }
        });
        return new Attributes(next.build());
    }

    /** Bytes of the resulting values. */
    private int length(Map<String, Encoded> written, Set<String> removed) {
        int[] length = {0};
        values.forEach(
                (name, value) -> length[0] += written.containsKey(name) || removed.contains(name) ? 0 : value.length());
        written.forEach((name, value) -> length[0] += value.length());
        return length[0];
    }

    /** Bytes of all names and values. */
    public int size() {
        return (int) Math.min(((PackedAttributes) values).bytes(), Integer.MAX_VALUE);
    }

    /** Bytes of one attribute, including its name. */
    public static int size(String name, Encoded value) {
        return Utf8.length(name) + value.size();
    }

    /** Collects attributes as a store reads them. Not thread-safe. */
    public static final class Builder {
        private final AttributesPacker values;

        /**
         * @param names the approximate number of attributes
         * @param bytes the approximate number of bytes of all values
         */
        public Builder(int names, int bytes) {
            values = new AttributesPacker(names, bytes);
        }

        private Builder(byte[] shared) {
            values = new AttributesPacker(shared);
        }

        /**
         * For values that are slices of one UTF-8 array, which must not change afterwards: nothing is copied. Add them
         * with {@link #slice}.
         */
        public static Builder slicing(byte[] shared) {
            return new Builder(shared);
        }

        /** Adds a copy of a value, without a note; of equal names the last one wins. */
        public Builder add(String name, byte[] value) {
            values.add(name, value);
            return this;
        }

        /** Adds a slice of the array given to {@link #slicing}; of equal names the last one wins. */
        public Builder slice(String name, int from, int to) {
            values.put(name, from, to);
            return this;
        }

        /** Whether a name was added. */
        public boolean has(String name) {
            return values.has(name);
        }

        /** Sets the codec's note of a value that was added; ignored for any other name. */
        public Builder note(String name, String types) {
            values.note(name, types);
            return this;
        }

        public Attributes build() {
            return new Attributes(values.build());
        }
    }
}

package dev.carnet.spi;

import dev.carnet.internal.text.Utf8;
import java.util.Arrays;
import java.util.HashMap;
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
        Builder next = new Builder(values.size() + written.size(), length(written, removed));
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
        return next.build();
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
        /** Whether nothing was copied here. */
        private final boolean shared;

        /** Whether each value begins where the one before it ends. */
        private boolean contiguous;

        private String[] names;
        private int[] bounds;
        private byte[] bytes;
        private @Nullable String @Nullable [] types;
        private int count;
        private int length;

        /** Where there are many, the index of each name. */
        private @Nullable Map<String, Integer> indexes;

        /**
         * @param names the approximate number of attributes
         * @param bytes the approximate number of bytes of all values
         */
        public Builder(int names, int bytes) {
            this(names, new byte[bytes], false);
        }

        /**
         * For values that are slices of one UTF-8 array, which must not change afterwards: nothing is copied. Add them
         * with {@link #slice}.
         */
        public static Builder slicing(byte[] shared) {
            return new Builder(PackedAttributes.FEW, shared, true);
        }

        private Builder(int names, byte[] bytes, boolean shared) {
            this.names = new String[names];
            this.bounds = new int[2 * names];
            this.bytes = bytes;
            this.shared = shared;
            this.contiguous = !shared;
        }

        /** Adds a value under a name that has not been added yet. */
        Builder add(String name, Encoded value) {
            int from = reserve(value.length());
            value.copyInto(bytes, from);
            set(newIndex(name), from, length, value.types());
            return this;
        }

        /** Adds a copy of a value, without a note; of equal names the last one wins. */
        public Builder add(String name, byte[] value) {
            int from = reserve(value.length);
            System.arraycopy(value, 0, bytes, from, value.length);
            return slice(name, from, length);
        }

        private int reserve(int size) {
            int from = length;
            if (bytes.length - from < size) {
                bytes = Arrays.copyOf(bytes, Math.max(from + size, 2 * bytes.length));
            }
            length += size;
            return from;
        }

        /** Adds a slice of the array given to {@link #slicing}; of equal names the last one wins. */
        public Builder slice(String name, int from, int to) {
            int same = indexOf(name);
            contiguous &= same < 0;
            set(same < 0 ? newIndex(name) : same, from, to, null);
            return this;
        }

        private int indexOf(String name) {
            if (count <= PackedAttributes.FEW) {
                return PackedAttributes.indexOf(name, names, count);
            }
            if (indexes == null) {
                indexes = new HashMap<>();
                for (int i = 0; i < count; i++) {
                    indexes.put(names[i], i);
                }
            }
            return indexes.getOrDefault(name, -1);
        }

        private int newIndex(String name) {
            if (indexes != null) {
                indexes.put(name, count);
            }
            if (count == names.length) {
                int more = Math.max(PackedAttributes.FEW, 2 * count);
                names = Arrays.copyOf(names, more);
                bounds = Arrays.copyOf(bounds, 2 * more);
                types = types == null ? null : Arrays.copyOf(types, more);
            }
            names[count] = name;
            return count++;
        }

        private void set(int index, int from, int to, @Nullable String note) {
            bounds[2 * index] = from;
            bounds[2 * index + 1] = to;
            note(index, note);
        }

        /** Sets the codec's note of a value that was added; ignored for any other name. */
        public Builder note(String name, String types) {
            int index = indexOf(name);
            if (index >= 0) {
                note(index, types);
            }
            return this;
        }

        private void note(int index, @Nullable String note) {
            if (types == null && note != null) {
                types = new String[names.length];
            }
            if (types != null) {
                types[index] = note;
            }
        }

        /** Whether a name was added. */
        public boolean has(String name) {
            return indexOf(name) >= 0;
        }

        /** Whether so few bytes are left over that a copy without them would not pay. */
        private boolean wastesLittle() {
            return bytes.length - length <= length / 4;
        }

        public Attributes build() {
            return new Attributes(packed());
        }

        PackedAttributes packed() {
            return new PackedAttributes(
                    Arrays.copyOf(names, count),
                    contiguous ? ends() : Arrays.copyOf(bounds, 2 * count),
                    shared || wastesLittle() ? bytes : Arrays.copyOf(bytes, length),
                    types == null ? null : Arrays.copyOf(types, count));
        }

        private int[] ends() {
            int[] ends = new int[count];
            for (int i = 0; i < count; i++) {
                ends[i] = bounds[2 * i + 1];
            }
            return ends;
        }
    }
}

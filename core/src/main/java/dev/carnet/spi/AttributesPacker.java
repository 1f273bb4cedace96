package dev.carnet.spi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds {@link PackedAttributes}. Not thread-safe. */
final class AttributesPacker {
    /** Whether the values are slices of a caller's array. */
    private final boolean shared;

    /** Whether each value begins where the previous one ends. */
    private boolean contiguous;

    private String[] names;
    private int[] bounds;
    private byte[] bytes;
    private @Nullable String @Nullable [] types;
    private int count;
    private int length;

    /** The index of each name, if there are many. */
    private @Nullable Map<String, Integer> indexes;

    /**
     * For values that are copied.
     *
     * @param names the approximate number of attributes
     * @param length the approximate number of bytes of all values
     */
    AttributesPacker(int names, int length) {
        this(names, new byte[length], false);
    }

    /** For values that are slices of an array, which must not change afterwards. */
    AttributesPacker(byte[] shared) {
        this(PackedAttributes.FEW, shared, true);
    }

    private AttributesPacker(int names, byte[] bytes, boolean shared) {
        this.names = new String[names];
        this.bounds = new int[2 * names];
        this.bytes = bytes;
        this.shared = shared;
        this.contiguous = !shared;
    }

    /** Adds a value under a name that has not been added yet. */
    AttributesPacker add(String name, Encoded value) {
        int from = reserve(value.length());
        value.copyInto(bytes, from);
        set(newIndex(name), from, length, value.types());
        return this;
    }

    /** Copies a value; of equal names the last one wins. */
    void add(String name, byte[] value) {
        int from = reserve(value.length);
        System.arraycopy(value, 0, bytes, from, value.length);
        put(name, from, length);
    }

    private int reserve(int size) {
        int from = length;
        if (bytes.length - from < size) {
            bytes = Arrays.copyOf(bytes, Math.max(from + size, 2 * bytes.length));
        }
        length += size;
        return from;
    }

    /** Sets the slice of the array for a name; the last call wins. */
    void put(String name, int from, int to) {
        int same = indexOf(name);
        contiguous &= same < 0;
        set(same < 0 ? newIndex(name) : same, from, to, null);
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

    /** Sets a name's type note, if the name was added. */
    void note(String name, String note) {
        int index = indexOf(name);
        if (index >= 0) {
            note(index, note);
        }
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
    boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** Whether so few bytes are unused that a copy without them is not worthwhile. */
    private boolean wastesLittle() {
        return bytes.length - length <= length / 4;
    }

    PackedAttributes build() {
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

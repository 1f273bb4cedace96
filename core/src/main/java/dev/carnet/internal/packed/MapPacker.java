package dev.carnet.internal.packed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the values of a {@link PackedMap}. Of equal names the last value wins. Not thread-safe. */
public final class MapPacker {
    /** Whether nothing was copied here. */
    private final boolean shared;

    /** Whether each value begins where the one before it ends. */
    private boolean contiguous;

    private String[] names;
    private int[] bounds;
    private byte[] bytes;
    private @Nullable String @Nullable [] notes;
    private int count;
    private int length;

    /** If there are many names, the index of each. */
    private @Nullable Map<String, Integer> indexes;

    private MapPacker(int names, byte[] bytes, boolean shared) {
        this.names = new String[names];
        this.bounds = new int[2 * names];
        this.bytes = bytes;
        this.shared = shared;
        this.contiguous = !shared;
    }

    /**
     * For values that are copied.
     *
     * @param names the approximate number of names
     * @param bytes the approximate number of bytes of all values
     */
    public static MapPacker copying(int names, int bytes) {
        return new MapPacker(names, new byte[bytes], false);
    }

    /** For values that are slices of one array, which must not change afterwards. */
    public static MapPacker slicing(byte[] shared) {
        return new MapPacker(PackedMap.FEW, shared, true);
    }

    /** Adds a copy of a slice under a name that has not been added yet. */
    public void addNew(String name, byte[] array, int from, int to, @Nullable String note) {
        int begin = copied(array, from, to);
        set(newIndex(name), begin, length, note);
    }

    /** Adds a copy of an array. */
    public void add(String name, byte[] array) {
        int begin = copied(array, 0, array.length);
        slice(name, begin, length);
    }

    private int copied(byte[] array, int from, int to) {
        int begin = reserve(to - from);
        System.arraycopy(array, from, bytes, begin, to - from);
        return begin;
    }

    private int reserve(int size) {
        int from = length;
        if (bytes.length - from < size) {
            bytes = Arrays.copyOf(bytes, Math.max(from + size, 2 * bytes.length));
        }
        length += size;
        return from;
    }

    /** Adds a slice of the array given to {@link #slicing}. */
    public void slice(String name, int from, int to) {
        int same = indexOf(name);
        contiguous &= same < 0;
        set(same < 0 ? newIndex(name) : same, from, to, null);
    }

    private void set(int index, int from, int to, @Nullable String note) {
        bounds[2 * index] = from;
        bounds[2 * index + 1] = to;
        note(index, note);
    }

    /** The index of a name that was added, or -1. */
    public int indexOf(String name) {
        if (count <= PackedMap.FEW) {
            return PackedMap.indexOf(name, names, count);
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
            int more = Math.max(PackedMap.FEW, 2 * count);
            names = Arrays.copyOf(names, more);
            bounds = Arrays.copyOf(bounds, 2 * more);
            notes = notes == null ? null : Arrays.copyOf(notes, more);
        }
        names[count] = name;
        return count++;
    }

    /** Replaces the note of the value with an index. */
    public void note(int index, @Nullable String note) {
        if (notes == null && note != null) {
            notes = new String[names.length];
        }
        if (notes != null) {
            notes[index] = note;
        }
    }

    /** Whether so few bytes are left over that a copy without them would not pay. */
    private boolean wastesLittle() {
        return bytes.length - length <= length / 4;
    }

    public <V> PackedMap<V> pack(PackedMap.Slicer<V> slicer) {
        return new PackedMap<>(
                Arrays.copyOf(names, count),
                contiguous ? ends() : Arrays.copyOf(bounds, 2 * count),
                shared || wastesLittle() ? bytes : Arrays.copyOf(bytes, length),
                notes == null ? null : Arrays.copyOf(notes, count),
                slicer);
    }

    private int[] ends() {
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            ends[i] = bounds[2 * i + 1];
        }
        return ends;
    }
}

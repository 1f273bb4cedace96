package dev.carnet.internal.packed;

import dev.carnet.internal.text.Utf8;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of names to values in insertion order. All values are in one array, so a session needs few objects
 * and little more memory than its bytes. Built by a {@link MapPacker}.
 *
 * @param <V> the value that each look-up makes of a slice of the array
 */
public final class PackedMap<V> extends AbstractMap<String, V> {
    /** Makes a value of a slice of an array, which must not be modified. */
    @FunctionalInterface
    public interface Slicer<V> {
        V slice(byte[] array, int from, int to, @Nullable String note);
    }

    /** Up to this size, lookup is a linear scan. */
    static final int FEW = 16;

    private final String[] names;

    /** The end of each value if values are contiguous; otherwise the beginning and end of each. */
    private final int[] bounds;

    private final byte[] bytes;

    /** Null if no value has a note. */
    private final @Nullable String @Nullable [] notes;

    /** A hash table of indexes plus one; null if there are few attributes. */
    private final int @Nullable [] table;

    private final Slicer<V> slicer;

    /** The arrays are not copied. */
    PackedMap(String[] names, int[] bounds, byte[] bytes, @Nullable String @Nullable [] notes, Slicer<V> slicer) {
        this.names = names;
        this.bounds = bounds;
        this.bytes = bytes;
        this.notes = notes;
        this.slicer = slicer;
        this.table = names.length > FEW ? table(names) : null;
    }

    private static int[] table(String[] names) {
        int[] table = new int[Integer.highestOneBit(names.length) * 4];
        for (int i = 0; i < names.length; i++) {
            int slot = slot(names[i], table.length);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = i + 1;
        }
        return table;
    }

    private static int slot(String name, int size) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 16)) & (size - 1);
    }

    private int indexOf(Object name) {
        int[] hashed = table;
        if (hashed == null) {
            return indexOf(name, names, names.length);
        }
        if (name instanceof String text) {
            int slot = slot(text, hashed.length);
            for (; hashed[slot] != 0; slot = (slot + 1) & (hashed.length - 1)) {
                if (names[hashed[slot] - 1].equals(text)) {
                    return hashed[slot] - 1;
                }
            }
        }
        return -1;
    }

    static int indexOf(Object name, String[] names, int count) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private V value(int index) {
        return slicer.slice(bytes, from(index), to(index), notes == null ? null : notes[index]);
    }

    private int from(int index) {
        if (bounds.length > names.length) {
            return bounds[2 * index];
        }
        return index == 0 ? 0 : bounds[index - 1];
    }

    private int to(int index) {
        return bounds[bounds.length > names.length ? 2 * index + 1 : index];
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name != null && indexOf(name) >= 0;
    }

    @Override
    public @Nullable V get(@Nullable Object name) {
        int index = name == null ? -1 : indexOf(name);
        return index < 0 ? null : value(index);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], value(i));
        }
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Map.Entry<String, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next], value(next++));
        }
    }

    /** Bytes of all names, values and notes. */
    public long bytes() {
        long sum = 0;
        for (int i = 0; i < names.length; i++) {
            sum += Utf8.length(names[i]) + to(i) - from(i);
            String note = notes == null ? null : notes[i];
            sum += note == null ? 0 : note.length();
        }
        return sum;
    }
}

package dev.carnet.spi;

import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Attributes by name, in the order they were added: all values in one array, so that a session that is read costs few objects
 * and one that is kept little more than its bytes. Cannot be changed; for that there is a {@link Builder}.
 */
final class PackedAttributes extends AbstractMap<String, Encoded> {
    /** Up to so many names are looked at one by one. */
    private static final int FEW = 16;

    private final String[] names;

    /** Where each value ends if each begins where the one before it ends; else where each begins and ends. */
    private final int[] bounds;

    private final byte[] bytes;

    /** Null if no value has a note. */
    private final @Nullable String @Nullable [] types;

    /** Where there are many, a hash table of indexes plus one. */
    private final int @Nullable [] table;

    private PackedAttributes(Builder builder) {
        int count = builder.count;
        names = Arrays.copyOf(builder.names, count);
        bounds = builder.contiguous ? ends(builder.bounds, count) : Arrays.copyOf(builder.bounds, 2 * count);
        bytes = builder.shared || builder.wastesLittle() ? builder.bytes : Arrays.copyOf(builder.bytes, builder.length);
        types = builder.types == null ? null : Arrays.copyOf(builder.types, count);
        table = count > FEW ? table(names) : null;
    }

    /** A copy, unless it is one of these already. */
    static PackedAttributes copyOf(Map<String, Encoded> values) {
        if (values instanceof PackedAttributes packed) {
            return packed;
        }
        int length = 0;
        for (Encoded each : values.values()) {
            length += each.length();
        }
        Builder builder = new Builder(values.size(), length);
        values.forEach(builder::add);
        return builder.build();
    }

    private static int[] ends(int[] bounds, int count) {
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            ends[i] = bounds[2 * i + 1];
        }
        return ends;
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

    private static int indexOf(Object name, String[] names, int count) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private Encoded value(int index) {
        return Encoded.within(bytes, from(index), to(index), types == null ? null : types[index]);
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
    public @Nullable Encoded get(@Nullable Object name) {
        int index = name == null ? -1 : indexOf(name);
        return index < 0 ? null : value(index);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Encoded> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], value(i));
        }
    }

    @Override
    public Set<Map.Entry<String, Encoded>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, Encoded>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Encoded>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Map.Entry<String, Encoded> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next], value(next++));
        }
    }

    /** Bytes of all names, values and notes. */
    long bytes() {
        long sum = 0;
        for (int i = 0; i < names.length; i++) {
            sum += utf8Length(names[i]) + to(i) - from(i);
            String note = types == null ? null : types[i];
            sum += note == null ? 0 : note.length();
        }
        return sum;
    }

    /** Bytes of a text in UTF-8. */
    static int utf8Length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    /** Puts attributes together. Not thread-safe. */
    static final class Builder {
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
         * For values that are copied.
         *
         * @param names about how many there will be
         * @param length about how many bytes the values have together
         */
        Builder(int names, int length) {
            this(names, new byte[length], false);
        }

        /** For values that are parts of an array, which nobody changes afterwards. */
        Builder(byte[] shared) {
            this(FEW, shared, true);
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

        /** Copies a value; of equal names the last counts. */
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

        /** Says which part of the array is a name's value; the last one said is. */
        void put(String name, int from, int to) {
            int same = indexOf(name);
            contiguous &= same < 0;
            set(same < 0 ? newIndex(name) : same, from, to, null);
        }

        private int indexOf(String name) {
            if (count <= FEW) {
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
                int more = Math.max(FEW, 2 * count);
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

        /** Notes a name's types, if the name was added. */
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

        /** Whether so few bytes are left over that a copy without them would not pay. */
        private boolean wastesLittle() {
            return bytes.length - length <= length / 4;
        }

        PackedAttributes build() {
            return new PackedAttributes(this);
        }
    }
}

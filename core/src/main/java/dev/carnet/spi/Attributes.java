package dev.carnet.spi;

import dev.carnet.internal.packed.MapPacker;
import dev.carnet.internal.packed.PackedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session's attributes as they are stored, in stored order. A name may be any string, including the empty one. Immutable. */
public final class Attributes {
    public static final Attributes NONE = new Attributes(Map.of());

    private final PackedMap<Encoded> values;

    private volatile @Nullable SessionRecord storedForm;

    @SuppressWarnings("unchecked") // nothing else packs maps of names to values
    public Attributes(Map<String, Encoded> values) {
        this.values = values instanceof PackedMap<?> packed ? (PackedMap<Encoded>) packed : packed(values);
    }

    private static PackedMap<Encoded> packed(Map<String, Encoded> values) {
        int length = 0;
        for (Encoded each : values.values()) {
            length += each.length();
        }
        MapPacker packer = MapPacker.copying(values.size(), length);
        values.forEach((name, value) -> {
            int from = value.offset();
            packer.addNew(name, value.array(), from, from + value.length(), value.types());
        });
        return packer.pack(Encoded::within);
    }

    /** Name to value, unmodifiable. */
    public Map<String, Encoded> values() {
        return values;
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
        return storedForm;
    }

    /** Sets the stored record below a decorator. Does nothing on {@link #NONE}, which is shared. */
    @SuppressWarnings("ReferenceEquality") // one equal to NONE may be a session's own
    public void noteStoredForm(SessionRecord form) {
        if (this != NONE) {
            storedForm = form;
        }
    }

    /** These attributes without the removed ones, and with the written ones: in place of the old value, or at the end. */
    public Attributes with(Map<String, Encoded> written, Set<String> removed) {
        if (written.isEmpty() && removed.isEmpty()) {
            return this;
        }
        Map<String, Encoded> next = new LinkedHashMap<>(values);
        next.keySet().removeAll(removed);
        next.putAll(written);
        return new Attributes(next);
    }

    /** Whether a value is encrypted. */
    public boolean hasSealed() {
        return values.values().stream().anyMatch(Encoded::isSealed);
    }

    /** Bytes of all names and values. */
    public int size() {
        return (int) Math.min(values.bytes(), Integer.MAX_VALUE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Shows names and sizes only. */
    @Override
    public String toString() {
        return "Attributes" + values;
    }

    /** Collects attributes as a store reads them. Of equal names the last one wins. Not thread-safe. */
    public static final class Builder {
        private final MapPacker packer;

        /**
         * @param names the approximate number of attributes
         * @param bytes the approximate number of bytes of all values
         */
        public Builder(int names, int bytes) {
            this(MapPacker.copying(names, bytes));
        }

        private Builder(MapPacker packer) {
            this.packer = packer;
        }

        /**
         * For values that are slices of one UTF-8 array, which must not change afterwards: nothing is copied. Add them
         * with {@link #slice}.
         */
        public static Builder slicing(byte[] shared) {
            return new Builder(MapPacker.slicing(shared));
        }

        /** Adds a copy of a value, without a note. */
        public Builder add(String name, byte[] value) {
            packer.add(name, value);
            return this;
        }

        /** Adds a slice of the array given to {@link #slicing}. */
        public Builder slice(String name, int from, int to) {
            packer.slice(name, from, to);
            return this;
        }

        /** Sets the codec's note of a value that was added; ignored for any other name. */
        public Builder note(String name, String types) {
            int index = packer.indexOf(name);
            if (index >= 0) {
                packer.note(index, types);
            }
            return this;
        }

        /** Whether a name was added. */
        public boolean has(String name) {
            return packer.indexOf(name) >= 0;
        }

        public Attributes build() {
            return new Attributes(packer.pack(Encoded::within));
        }
    }
}

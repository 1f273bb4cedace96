package dev.carnet.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attribute's value as bytes, and the codec's note about what plain decoding would not restore (a {@code long} that
 * fits an {@code int}, a {@code Set}, an allowed record). A store keeps the note unchanged. Immutable: the array is
 * shared and must not be modified.
 */
public final class Encoded {
    /**
     * The note of a value that is encrypted, or that a decorator did not write itself: no codec reads it. The bytes may
     * be any value of the store's encoding.
     */
    public static final String SEALED = "sealed";

    private final byte[] array;
    private final int from;
    private final int to;
    private final @Nullable String types;

    private Encoded(byte[] array, int from, int to, @Nullable String types) {
        this.array = array;
        this.from = from;
        this.to = to;
        this.types = types;
    }

    /** Uses the array without a copy; the caller must not modify it afterwards. */
    public static Encoded of(byte[] bytes, @Nullable String types) {
        return new Encoded(bytes, 0, bytes.length, types);
    }

    /** A slice of an array, which must not be modified afterwards. */
    static Encoded within(byte[] array, int from, int to, @Nullable String types) {
        return new Encoded(array, from, to, types);
    }

    /** The text's UTF-8 bytes, without a note. */
    public static Encoded ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** The bytes; a copy unless they are a whole array, which must not be modified. */
    public byte[] bytes() {
        return from == 0 && to == array.length ? array : Arrays.copyOfRange(array, from, to);
    }

    /** The number of bytes of the value, without its note. */
    public int length() {
        return to - from;
    }

    /** The array that contains the bytes, from {@link #offset}, and possibly others; it must not be modified. */
    public byte[] array() {
        return array;
    }

    /** The index of the first byte in {@link #array}. */
    public int offset() {
        return from;
    }

    /** The codec's note, or null if plain decoding is sufficient. */
    public @Nullable String types() {
        return types;
    }

    /** Whether the note says that no codec can read it; see {@link #SEALED}. */
    public boolean isSealed() {
        return SEALED.equals(types);
    }

    /** The bytes read as UTF-8. */
    public String text() {
        return new String(array, from, to - from, StandardCharsets.UTF_8);
    }

    /** Bytes of value and note together. */
    public int size() {
        return to - from + (types == null ? 0 : types.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Encoded that
                && Arrays.equals(array, from, to, that.array, that.from, that.to)
                && Objects.equals(types, that.types);
    }

    @Override
    public int hashCode() {
        return 31 * ByteBuffer.wrap(array, from, to - from).hashCode() + Objects.hashCode(types);
    }

    /** Shows only the size, because values may be personal data. */
    @Override
    public String toString() {
        return "Encoded[" + (to - from) + " bytes]";
    }
}

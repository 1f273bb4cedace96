package dev.carnet.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attribute's value as bytes, and beside it what plain decoding would not give back (a {@code long} that fits an
 * {@code int}, a {@code Set}, an allowed record): the codec's own note, which a store keeps as it is. Immutable: the array
 * is shared, so nobody may change it.
 */
public final class Encoded {
    /**
     * The note of a value that is encrypted, or that a decorator has found to be none of its own: no codec reads it. The bytes are
     * any value of the store's encoding.
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

    /** Takes the array as it is; the caller must not change it afterwards. */
    public static Encoded of(byte[] bytes, @Nullable String types) {
        return new Encoded(bytes, 0, bytes.length, types);
    }

    /** A part of an array, which nobody must change afterwards. */
    static Encoded within(byte[] array, int from, int to, @Nullable String types) {
        return new Encoded(array, from, to, types);
    }

    /** The text's UTF-8 bytes, without a note. */
    public static Encoded ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** The bytes, perhaps a shared array: read it, do not change it. */
    public byte[] bytes() {
        return from == 0 && to == array.length ? array : Arrays.copyOfRange(array, from, to);
    }

    /** How many bytes the value has, its note not counted. */
    public int length() {
        return to - from;
    }

    /**
     * One of the bytes.
     *
     * @param index from 0 on
     */
    public byte at(int index) {
        return array[Objects.checkIndex(index, to - from) + from];
    }

    void copyInto(byte[] target, int at) {
        System.arraycopy(array, from, target, at, to - from);
    }

    /** Hands over the part of the array that holds the bytes, without a copy: the receiver changes nothing in it. */
    public void passTo(Receiver receiver) {
        receiver.receive(array, from, to);
    }

    /** The codec's note, or null where plain decoding is enough. */
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

    /** Some of the bytes read as UTF-8: those from an index on, up to another that is not among them. */
    public String text(int first, int end) {
        Objects.checkFromToIndex(first, end, to - from);
        return new String(array, from + first, end - first, StandardCharsets.UTF_8);
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

    /** Takes bytes from {@link #passTo}. */
    @FunctionalInterface
    public interface Receiver {
        void receive(byte[] array, int from, int to);
    }

    /** Shows the size only: values may be personal. */
    @Override
    public String toString() {
        return "Encoded[" + (to - from) + " bytes]";
    }
}

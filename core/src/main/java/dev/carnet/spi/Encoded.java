package dev.carnet.spi;

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
    private final byte[] bytes;
    private final @Nullable String types;

    private Encoded(byte[] bytes, @Nullable String types) {
        this.bytes = bytes;
        this.types = types;
    }

    /** Takes the array as it is; the caller must not change it afterwards. */
    public static Encoded of(byte[] bytes, @Nullable String types) {
        return new Encoded(bytes, types);
    }

    /** The text's UTF-8 bytes, without a note. */
    public static Encoded ofText(String text) {
        return new Encoded(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** The shared array: read it, do not change it. */
    public byte[] bytes() {
        return bytes;
    }

    /** The codec's note, or null where plain decoding is enough. */
    public @Nullable String types() {
        return types;
    }

    /** The bytes read as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Bytes of value and note together. */
    public int size() {
        return bytes.length + (types == null ? 0 : types.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Encoded that && Arrays.equals(bytes, that.bytes) && Objects.equals(types, that.types);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Objects.hashCode(types);
    }

    /** Shows the size only: values may be personal. */
    @Override
    public String toString() {
        return "Encoded[" + bytes.length + " bytes]";
    }
}

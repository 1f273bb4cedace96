package dev.carnet.json.type;

import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Plain types that hold a number, bits or a text: counters, optional numbers, builders. */
@SuppressWarnings("JdkObsolete") // sessions hold StringBuffer too
public final class MutableTypes {
    private static final String EMPTY = "empty";

    public static final List<Scalar<?>> ALL = List.of(
            Scalar.bare(AtomicBoolean.class, text -> new AtomicBoolean(PlainTypes.toBoolean(text))),
            Scalar.bare(AtomicInteger.class, text -> new AtomicInteger(Integer.parseInt(text))),
            Scalar.bare(AtomicLong.class, text -> new AtomicLong(Long.parseLong(text))),
            Scalar.bare(
                    OptionalInt.class,
                    value -> value.isPresent() ? String.valueOf(value.getAsInt()) : EMPTY,
                    text -> text.equals(EMPTY) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text))),
            Scalar.bare(
                    OptionalLong.class,
                    value -> value.isPresent() ? String.valueOf(value.getAsLong()) : EMPTY,
                    text -> text.equals(EMPTY) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text))),
            Scalar.bare(
                    OptionalDouble.class,
                    value -> value.isPresent() ? String.valueOf(value.getAsDouble()) : EMPTY,
                    text -> text.equals(EMPTY) ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text))),
            // Bytes, since the text of one high bit would stand for any amount of memory.
            Scalar.text(
                    "bitset",
                    BitSet.class,
                    bits -> Base64.getEncoder().encodeToString(bits.toByteArray()),
                    text -> BitSet.valueOf(Base64.getDecoder().decode(text))),
            Scalar.text(StringBuilder.class, StringBuilder::new),
            Scalar.text(StringBuffer.class, StringBuffer::new));

    private MutableTypes() {}
}

package dev.carnet.dancer.storable;

import dev.carnet.dancer.perl.PerlValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A value as Storable keeps it.
 *
 * @param root the value that was frozen; for a reference, what it refers to
 * @param order how numbers are laid out
 * @param doubled whether each byte above 127 is stored as two, its UTF-8, as Redis.pm before 1.963 did
 */
public record Storable(PerlValue root, StorableOrder order, boolean doubled) {

    /** A value to be written as nearly every Perl's {@code freeze} writes it. */
    public static Storable of(PerlValue root) {
        return new Storable(root, StorableOrder.NATIVE, false);
    }

    /**
     * The value that makes up all of these bytes. Reads are bounded: their cost grows with the bytes alone.
     *
     * @throws StorableException if there is none; the message shows none of the bytes
     */
    public static Storable read(byte[] bytes) throws StorableException {
        try {
            return bounded(bytes);
        } catch (StorableException e) {
            byte[] single = single(bytes).orElseThrow(() -> e);
            return readDoubled(single, e);
        }
    }

    /** A thread may have little of its stack left. */
    private static Storable bounded(byte[] bytes) throws StorableException {
        try {
            return StorableReader.read(bytes);
        } catch (StackOverflowError e) {
            throw new StorableException("the value is nested too deep for this thread's stack");
        }
    }

    private static Storable readDoubled(byte[] single, StorableException asItStands) throws StorableException {
        try {
            Storable read = bounded(single);
            return new Storable(read.root, read.order, true);
        } catch (StorableException alsoNot) {
            throw asItStands;
        }
    }

    /** The bytes of which these are the UTF-8, if they are, and are not the same. */
    private static Optional<byte[]> single(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            boolean wasBytes = text.length() < bytes.length && text.chars().allMatch(each -> each <= 0xff);
            return wasBytes ? Optional.of(text.toString().getBytes(StandardCharsets.ISO_8859_1)) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes that Perl would have written. */
    public byte[] write() {
        byte[] bytes = StorableWriter.write(root, order);
        return doubled ? new String(bytes, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8) : bytes;
    }

    /** Without the value, which may be personal. */
    @Override
    public String toString() {
        return "Storable[" + order + ", doubled=" + doubled + "]";
    }
}

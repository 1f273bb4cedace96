package dev.carnet.dancer.storable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * How a Storable value's numbers are laid out: its header. Immutable.
 *
 * @param network whether it is in network order, which every Perl reads
 * @param minor the minor version of the format
 * @param bytes the order of a number's bytes
 * @param integerBytes bytes of Perl's integers, 4 or 8; in network order they are text
 * @param longBytes bytes of a C long, 4 or 8
 * @param pointerBytes bytes of a C pointer, 4 or 8
 * @param file whether the four bytes stand before it that a file begins with
 */
public record StorableOrder(
        boolean network, int minor, ByteOrder bytes, int integerBytes, int longBytes, int pointerBytes, boolean file) {

    /** What {@code freeze} writes on a machine with 64 bits, little-endian: nearly every one. */
    public static final StorableOrder NATIVE = new StorableOrder(false, 11, ByteOrder.LITTLE_ENDIAN, 8, 8, 8, false);

    /** What {@code nfreeze} writes. */
    public static final StorableOrder NETWORK = new StorableOrder(true, 11, ByteOrder.BIG_ENDIAN, 8, 8, 8, false);

    private static final String FILE = "pst0";
    private static final int MAJOR = 2;
    private static final int INT_BYTES = 4;
    private static final int DOUBLE_BYTES = 8;
    /** From this minor version on, the size of a double is in the header. */
    private static final int SIZE_OF_DOUBLE = 2;

    private static final Set<String> LITTLE = Set.of("1234", "12345678");
    private static final Set<String> BIG = Set.of("4321", "87654321");

    /** The header that bytes begin with; the source stands behind it afterwards. */
    static StorableOrder read(StorableBytes source) throws StorableException {
        boolean file = source.skip(FILE.getBytes(StandardCharsets.US_ASCII));
        int first = source.unsigned();
        int major = first >> 1;
        if (major != MAJOR) {
            throw new StorableException("this is not a Storable value of format version 2");
        }
        boolean network = (first & 1) == 1;
        int minor = source.unsigned();
        if (network) {
            return new StorableOrder(true, minor, ByteOrder.BIG_ENDIAN, DOUBLE_BYTES, DOUBLE_BYTES, DOUBLE_BYTES, file);
        }
        String order = new String(source.take(source.unsigned()), StandardCharsets.ISO_8859_1);
        if (!LITTLE.contains(order) && !BIG.contains(order)) {
            throw new StorableException("the value has an unknown byte order");
        }
        int intBytes = source.unsigned();
        int longBytes = size(source.unsigned());
        int pointerBytes = size(source.unsigned());
        int doubleBytes = minor >= SIZE_OF_DOUBLE ? source.unsigned() : DOUBLE_BYTES;
        if (intBytes != INT_BYTES || doubleBytes != DOUBLE_BYTES) {
            throw new StorableException("the value was written by a Perl with numbers of unusual size: int " + intBytes
                    + " bytes, double " + doubleBytes + " bytes; of such a Perl only network order (nfreeze) can be"
                    + " read");
        }
        return new StorableOrder(
                false,
                minor,
                LITTLE.contains(order) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
                order.length(),
                longBytes,
                pointerBytes,
                file);
    }

    private static int size(int bytes) throws StorableException {
        if (bytes != INT_BYTES && bytes != DOUBLE_BYTES) {
            throw new StorableException("the value was written by a machine of unusual size: " + bytes + " bytes");
        }
        return bytes;
    }

    void write(ByteArrayOutputStream into) {
        if (file) {
            into.writeBytes(FILE.getBytes(StandardCharsets.US_ASCII));
        }
        into.write(MAJOR << 1 | (network ? 1 : 0));
        into.write(minor);
        if (!network) {
            String ascending = "12345678".substring(0, integerBytes);
            String order = bytes == ByteOrder.LITTLE_ENDIAN
                    ? ascending
                    : new StringBuilder(ascending).reverse().toString();
            into.write(order.length());
            into.writeBytes(order.getBytes(StandardCharsets.US_ASCII));
            into.write(INT_BYTES);
            into.write(longBytes);
            into.write(pointerBytes);
            if (minor >= SIZE_OF_DOUBLE) {
                into.write(DOUBLE_BYTES);
            }
        }
    }
}

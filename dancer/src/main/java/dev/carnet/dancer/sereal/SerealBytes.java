package dev.carnet.dancer.sereal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes to read from, never beyond their end. Not thread-safe. */
final class SerealBytes {
    private static final int MOST_SHIFT = 63;

    private final ByteBuffer bytes;

    SerealBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int left() {
        return bytes.remaining();
    }

    int position() {
        return bytes.position();
    }

    void goTo(int position) throws SerealException {
        if (position < 0 || position >= bytes.limit()) {
            throw new SerealException("the value refers to a part that it does not have");
        }
        bytes.position(position);
    }

    /** Goes to where it has been. */
    void goBack(int position) {
        bytes.position(position);
    }

    int unsigned() throws SerealException {
        need(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    /** Seven bits a byte, the lowest first; as 64 bits without a sign. */
    long varint() throws SerealException {
        long value = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            int next = unsigned();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new SerealException("a number in the value has more than 64 bits");
    }

    /** A count of things that take at least so many bytes each, which is never more than there can be. */
    int count(int bytesEach) throws SerealException {
        long count = varint();
        if (count < 0 || count > left() / bytesEach) {
            throw new SerealException("the value says that it holds more than it has bytes for");
        }
        return (int) count;
    }

    float floating() throws SerealException {
        need(Float.BYTES);
        return bytes.getFloat();
    }

    double doubleFloating() throws SerealException {
        need(Double.BYTES);
        return bytes.getDouble();
    }

    byte[] take(int length) throws SerealException {
        need(length);
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    private void need(int length) throws SerealException {
        if (length < 0 || length > left()) {
            throw new SerealException("the value ends too early");
        }
    }
}

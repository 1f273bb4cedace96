package dev.carnet.dancer.storable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes to read from, never beyond their end. Not thread-safe. */
final class StorableBytes {
    private final ByteBuffer bytes;

    StorableBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int left() {
        return bytes.remaining();
    }

    int unsigned() throws StorableException {
        need(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int integer(ByteOrder order) throws StorableException {
        need(Integer.BYTES);
        return bytes.order(order).getInt();
    }

    long longInteger(ByteOrder order) throws StorableException {
        need(Long.BYTES);
        return bytes.order(order).getLong();
    }

    /** A count of things that take at least so many bytes each, which is never more than there can be. */
    int count(ByteOrder order, int bytesEach) throws StorableException {
        int count = integer(order);
        if (count < 0 || (long) count * bytesEach > left()) {
            throw new StorableException("the value declares more content than it has bytes");
        }
        return count;
    }

    byte[] take(int length) throws StorableException {
        need(length);
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    /** Goes behind these bytes if they stand here. */
    boolean skip(byte[] prefix) {
        if (left() < prefix.length) {
            return false;
        }
        byte[] here = new byte[prefix.length];
        bytes.duplicate().get(here);
        if (!Arrays.equals(here, prefix)) {
            return false;
        }
        bytes.position(bytes.position() + prefix.length);
        return true;
    }

    private void need(int length) throws StorableException {
        if (length < 0 || length > left()) {
            throw new StorableException("the value ends too early");
        }
    }
}

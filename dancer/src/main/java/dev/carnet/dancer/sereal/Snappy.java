package dev.carnet.dancer.sereal;

/**
 * Google's Snappy, in its raw form: a length, then literals and copies of what came before. See <a
 * href="https://github.com/google/snappy/blob/main/format_description.txt">its description</a>.
 */
final class Snappy {
    private static final int LITERAL = 0;
    private static final int SHORT_COPY = 1;
    private static final int COPY = 2;

    /** A literal of more bytes says in the next bytes how many. */
    private static final int LONG_LITERAL = 60;

    private final SerealBytes from;
    private final byte[] to;
    private int filled;

    private Snappy(SerealBytes from, byte[] to) {
        this.from = from;
        this.to = to;
    }

    /** @param most how many bytes there may be of what was compressed */
    static byte[] uncompress(byte[] compressed, int most) throws SerealException {
        SerealBytes from = new SerealBytes(compressed);
        long length = from.varint();
        if (length < 0 || length > most) {
            throw new SerealException("the value has more than " + most + " bytes");
        }
        Snappy snappy = new Snappy(from, new byte[(int) length]);
        while (from.left() > 0) {
            snappy.element(from.unsigned());
        }
        if (snappy.filled != length) {
            throw new SerealException("the value ends too early");
        }
        return snappy.to;
    }

    private void element(int tag) throws SerealException {
        int kind = tag & 3;
        int upper = tag >> 2;
        if (kind == LITERAL) {
            literal(upper < LONG_LITERAL ? upper : little(upper - LONG_LITERAL + 1));
        } else if (kind == SHORT_COPY) {
            copy((upper & 7) + 4, (tag >> 5) << 8 | from.unsigned());
        } else {
            copy(upper + 1, little(kind == COPY ? 2 : 4));
        }
    }

    private int little(int bytes) throws SerealException {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= from.unsigned() << (8 * i);
        }
        return value;
    }

    private void literal(int lengthLessOne) throws SerealException {
        if (lengthLessOne < 0 || lengthLessOne >= to.length - filled) {
            throw new SerealException("the value has more bytes than it says");
        }
        byte[] bytes = from.take(lengthLessOne + 1);
        System.arraycopy(bytes, 0, to, filled, bytes.length);
        filled += bytes.length;
    }

    /** What is copied may overlap what it becomes. */
    private void copy(int length, int offset) throws SerealException {
        if (offset <= 0 || offset > filled || length > to.length - filled) {
            throw new SerealException("the value copies a part that it does not have");
        }
        for (int i = 0; i < length; i++) {
            to[filled] = to[filled - offset];
            filled++;
        }
    }
}

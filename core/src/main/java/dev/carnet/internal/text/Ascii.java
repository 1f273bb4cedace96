package dev.carnet.internal.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks bytes eight at a time. */
final class Ascii {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;

    private Ascii() {}

    /** Whether every byte of a part of an array is an ASCII character below 0x7f. */
    static boolean needsNoEscape(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            // A byte of 0x7f becomes 0x80, and one above was so already.
            if (((eight | (eight + ONES)) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] < 0 || bytes[at] == 0x7f) {
                return false;
            }
        }
        return true;
    }
}

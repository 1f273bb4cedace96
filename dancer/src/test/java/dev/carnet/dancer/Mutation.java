package dev.carnet.dancer;

import java.util.Arrays;
import java.util.Random;

/** What may happen to bytes on their way: a few of them change, are missing or stand twice. */
public final class Mutation {
    private Mutation() {}

    /**
     * Bytes that one to three such accidents made of others.
     *
     * @param marks how many bytes there are that say what comes next, from 0 on: one in six accidents is such a byte
     */
    public static byte[] of(byte[] value, Random random, int marks) {
        byte[] bytes = value.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times && bytes.length > 1; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt(marks);
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = without(bytes, at, random.nextInt(8));
                default -> bytes = twice(bytes, at, random.nextInt(24));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int length) {
        int to = Math.min(bytes.length, from + length);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return shorter;
    }

    private static byte[] twice(byte[] bytes, int from, int length) {
        int to = Math.min(bytes.length, from + length);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + to - from);
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }
}

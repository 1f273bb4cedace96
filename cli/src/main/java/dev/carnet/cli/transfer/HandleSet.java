package dev.carnet.cli.transfer;

/**
 * The handles of many sessions, as digests of 8 bytes. Two handles with the same digest are taken for the same. Not thread-safe.
 */
final class HandleSet {
    private static final int SMALLEST = 1024;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long most;

    /** Their number is a power of two, and at most three quarters are taken; 0 is a free place. */
    private long[] places = new long[SMALLEST];

    private int size;

    /** @param mostBytes how much memory it takes at most */
    HandleSet(long mostBytes) {
        this.most = mostBytes / Long.BYTES;
    }

    /** Returns false, without adding it, if that would take too much memory. */
    boolean add(String handle) {
        if (size >= places.length / 4 * 3 && !grow()) {
            return false;
        }
        size += put(places, digest(handle)) ? 1 : 0;
        return true;
    }

    private boolean grow() {
        if (places.length > most / 2) {
            return false;
        }
        long[] larger = new long[places.length * 2];
        for (long each : places) {
            if (each != 0) {
                put(larger, each);
            }
        }
        places = larger;
        return true;
    }

    boolean mayContain(String handle) {
        long digest = digest(handle);
        return places[place(places, digest)] == digest;
    }

    private static boolean put(long[] places, long digest) {
        int place = place(places, digest);
        boolean isNew = places[place] == 0;
        places[place] = digest;
        return isNew;
    }

    /** Where a digest is, or the free place where it belongs. */
    private static int place(long[] places, long digest) {
        int last = places.length - 1;
        int place = (int) (digest >>> 32) & last;
        while (places[place] != 0 && places[place] != digest) {
            place = (place + 1) & last;
        }
        return place;
    }

    private static long digest(String handle) {
        long digest = MULTIPLIER;
        for (int i = 0; i < handle.length(); i++) {
            digest = (digest ^ handle.charAt(i)) * MULTIPLIER;
            digest ^= digest >>> 29;
        }
        return digest == 0 ? 1 : digest;
    }
}

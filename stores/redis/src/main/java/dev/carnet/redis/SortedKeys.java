package dev.carnet.redis;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.util.Pool;

/**
 * Sessions' keys in their own order, so that a listing can go on behind any key, in another process too, and gives none
 * twice. Redis knows no order, so one walk through all keys takes the next many of them, and a listing that goes on soon
 * finds the rest of those still here. Thread-safe.
 */
final class SortedKeys {
    private static final int MOST_LISTINGS = 4;

    private final Connections connections;
    private final Keys keys;
    private final int most;
    private final Lock lock = new ReentrantLock();

    /** By the key behind which each goes on, oldest first; the memory is given back when it is needed. */
    private final Map<String, SoftReference<Stretch>> begun = new LinkedHashMap<>();

    /** @param most how many keys to take at a time */
    SortedKeys(Connections connections, Keys keys, int most) {
        this.connections = connections;
        this.keys = keys;
        this.most = most;
    }

    /**
     * Keys that follow each other.
     *
     * @param names what follows the prefix in each, in order
     * @param isLast whether no more follow
     */
    record Stretch(List<String> names, boolean isLast) {
        /** What is left behind the first few. */
        Stretch from(int seen) {
            return new Stretch(names.subList(seen, names.size()), isLast);
        }
    }

    /** The keys behind one, all of them or the next many; behind null, from the first. */
    Stretch after(@Nullable String key) {
        if (key != null) {
            lock.lock();
            try {
                SoftReference<Stretch> rest = begun.remove(key);
                Stretch found = rest == null ? null : rest.get();
                if (found != null && !found.names().isEmpty()) {
                    return found;
                }
            } finally {
                lock.unlock();
            }
        }
        return walk(key);
    }

    /** Keeps what is left of a stretch for whoever goes on behind a key. */
    void keep(String key, Stretch rest) {
        lock.lock();
        try {
            begun.put(key, new SoftReference<>(rest));
            if (begun.size() > MOST_LISTINGS) {
                begun.remove(begun.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    private Stretch walk(@Nullable String after) {
        NavigableSet<String> next = new TreeSet<>();
        boolean isLast = true;
        for (Pool<Connection> each : connections.nodes().primaries()) {
            KeyScan scan = new KeyScan(connections, keys, each, KeyScan.BEGIN);
            while (!scan.isOver()) {
                for (String found : scan.next()) {
                    if (after == null || found.compareTo(after) > 0) {
                        next.add(found);
                    }
                }
                while (next.size() > most) {
                    next.pollLast();
                    isLast = false;
                }
            }
        }
        return new Stretch(List.copyOf(next), isLast);
    }
}

package dev.carnet.json.write;

import dev.carnet.json.fault.Classes;
import dev.carnet.json.fault.Refusal;
import dev.carnet.json.type.SynchronizedContainers;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Vector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies a collection or map that other threads may change: under its lock if it has one, otherwise by iteration,
 * repeated if it was changed.
 */
final class Snapshot {
    private static final int ATTEMPTS = 20;

    /** Waits before another attempt; after some 10 ms of continuous changes it gives up. */
    private static final long PAUSE_NANOS = 50_000;

    private Snapshot() {}

    /**
     * The elements in the collection's order.
     *
     * @throws Refusal if another thread never stops changing it
     */
    static Collection<?> elements(Collection<?> collection) {
        if (Classes.isConstantInJdk(collection.getClass()) && !isView(collection)) {
            return collection;
        } else if (collection instanceof Vector || SynchronizedContainers.isOne(collection)) {
            return Arrays.asList(collection.toArray());
        }
        return copied(collection, Function.identity());
    }

    /** A view of another collection changes with it. */
    private static boolean isView(Object collection) {
        return collection.getClass().getName().startsWith("java.util.Collections$Unmodifiable");
    }

    /**
     * The entries in the map's order.
     *
     * @throws Refusal as above
     */
    static Collection<Map.Entry<?, ?>> entries(Map<?, ?> map) {
        if (map instanceof Hashtable || SynchronizedContainers.isOne(map)) {
            synchronized (map) {
                return entriesOf(map);
            }
        }
        return entriesOf(map);
    }

    /** Entries may be live, or one object that the iterator reuses. */
    private static List<Map.Entry<?, ?>> entriesOf(Map<?, ?> map) {
        return copied(map.entrySet(), entry -> new SimpleImmutableEntry<>(entry.getKey(), entry.getValue()));
    }

    private static <T extends @Nullable Object, R extends @Nullable Object> List<R> copied(
            Collection<T> collection, Function<? super T, ? extends R> copy) {
        for (int i = 1; ; i++) {
            try {
                List<R> copied = new ArrayList<>(collection.size());
                for (T each : collection) {
                    copied.add(copy.apply(each));
                }
                return copied;
            } catch (RuntimeException e) {
                if (!isOfRace(e, collection)) {
                    throw e;
                } else if (i == ATTEMPTS) {
                    throw Refusal.ofChanging(collection.getClass());
                }
                LockSupport.parkNanos(i * PAUSE_NANOS);
            }
        }
    }

    /** The exceptions of collections that are changed during iteration. */
    private static boolean isOfRace(RuntimeException failure, Collection<?> collection) {
        return failure instanceof ConcurrentModificationException
                || (Classes.isJdk(collection.getClass())
                        && (failure instanceof NoSuchElementException
                                || failure instanceof NullPointerException
                                || failure instanceof IndexOutOfBoundsException));
    }
}

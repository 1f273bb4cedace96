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
 * What a collection or map holds at one moment, since other threads may change it while it is stored: taken under its own lock
 * where it has one, else by going through it, again if it was changed meanwhile.
 */
public final class Snapshot {
    private static final int ATTEMPTS = 20;

    /** Before another attempt: a writer that goes on without end is given up after some 10 ms. */
    private static final long PAUSE_NANOS = 50_000;

    private Snapshot() {}

    /**
     * The elements in the collection's order.
     *
     * @throws Refusal if another thread never stops changing it
     */
    public static Collection<?> elements(Collection<?> collection) {
        if (Classes.isConstantInJdk(collection.getClass()) && !isView(collection)) {
            return collection;
        } else if (collection instanceof Vector || SynchronizedContainers.isOne(collection)) {
            return Arrays.asList(collection.toArray());
        }
        return copied(collection, Function.identity());
    }

    /** A collection that shows another never changes by itself only. */
    private static boolean isView(Object collection) {
        return collection.getClass().getName().startsWith("java.util.Collections$Unmodifiable");
    }

    /**
     * The entries in the map's order.
     *
     * @throws Refusal as above
     */
    public static Collection<Map.Entry<?, ?>> entries(Map<?, ?> map) {
        if (map instanceof Hashtable || SynchronizedContainers.isOne(map)) {
            synchronized (map) {
                return entriesOf(map);
            }
        }
        return entriesOf(map);
    }

    /** Entries may be parts of the map, or one object that moves on. */
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

    /** What collections throw that are changed while somebody goes through them; all that the JDK's throw is such. */
    private static boolean isOfRace(RuntimeException failure, Collection<?> collection) {
        return failure instanceof ConcurrentModificationException
                || (Classes.isJdk(collection.getClass())
                        && (failure instanceof NoSuchElementException
                                || failure instanceof NullPointerException
                                || failure instanceof IndexOutOfBoundsException));
    }
}

package dev.carnet.json.type;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The wrappers of {@code Collections.synchronized...}. Threads rely on the lock, so the kind is kept; the wrapped
 * class, which is inaccessible, becomes the general one.
 */
public final class SynchronizedContainers {
    private static final String PREFIX = "java.util.Collections$Synchronized";

    private static final Sequence COLLECTION =
            Sequence.of("synchronizedcollection", Collections::synchronizedCollection);
    private static final Sequence LIST = Sequence.of("synchronizedlist", Collections::synchronizedList);
    private static final Sequence SET =
            Sequence.of("synchronizedset", elements -> Collections.synchronizedSet(new LinkedHashSet<>(elements)));
    private static final Mapping MAP = Mapping.of("synchronizedmap", Collections::synchronizedMap);
    private static final Sorted SORTED_SET = Sorted.sequence(
            "synchronizedsortedset", order -> Collections.synchronizedNavigableSet(new TreeSet<>(order)));
    private static final Sorted SORTED_MAP = Sorted.mapping(
            "synchronizedsortedmap", order -> Collections.synchronizedNavigableMap(new TreeMap<>(order)));

    private SynchronizedContainers() {}

    public static List<StoredType> all() {
        List<StoredType> all = new ArrayList<>(List.of(COLLECTION, LIST, SET, MAP));
        all.addAll(SORTED_SET.all());
        all.addAll(SORTED_MAP.all());
        return all;
    }

    public static boolean isOne(Object value) {
        return value.getClass().getName().startsWith(PREFIX);
    }

    /** The kind of a container, or null if it is not one of these. */
    public static @Nullable StoredType of(Object value, @Nullable Comparator<?> order) {
        if (!isOne(value)) {
            return null;
        } else if (value instanceof Map) {
            return value instanceof SortedMap ? SORTED_MAP.by(order) : MAP;
        } else if (value instanceof Set) {
            return value instanceof SortedSet ? SORTED_SET.by(order) : SET;
        } else if (value instanceof List) {
            return LIST;
        }
        return value instanceof Collection ? COLLECTION : null;
    }
}

package dev.carnet.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of JDK collections and maps. One with a public class of its own is read back as that class; one that the
 * JDK gives out behind an interface ({@code List.of}, {@code Collections.unmodifiableMap}, a view) as the general kind.
 */
@SuppressWarnings("JdkObsolete") // sessions hold the old collections too
final class Containers {
    /** What a JSON array is without a note. */
    static final Sequence LIST = new Sequence("list", elements -> elements);

    /** What a JSON object is without a note. */
    static final Mapping MAP = new Mapping("map", entries -> entries);

    private static final Sequence SET = new Sequence("set", HashSet::new);
    private static final Sequence TREE_SET = new Sequence("treeset", TreeSet::new);
    private static final Mapping TREE_MAP = new Mapping("treemap", TreeMap::new);

    private static final Map<Class<?>, StoredType> BY_CLASS = Map.ofEntries(
            Map.entry(ArrayList.class, LIST),
            Map.entry(LinkedList.class, new Sequence("linkedlist", LinkedList::new)),
            Map.entry(Vector.class, new Sequence("vector", Vector::new)),
            Map.entry(CopyOnWriteArrayList.class, new Sequence("copyonwritearraylist", CopyOnWriteArrayList::new)),
            Map.entry(ArrayDeque.class, new Sequence("arraydeque", ArrayDeque::new)),
            Map.entry(HashSet.class, SET),
            Map.entry(ConcurrentHashMap.KeySetView.class, SET),
            Map.entry(LinkedHashSet.class, new Sequence("linkedhashset", LinkedHashSet::new)),
            Map.entry(TreeSet.class, TREE_SET),
            Map.entry(ConcurrentSkipListSet.class, new Sequence("concurrentskiplistset", ConcurrentSkipListSet::new)),
            Map.entry(CopyOnWriteArraySet.class, new Sequence("copyonwritearrayset", CopyOnWriteArraySet::new)),
            Map.entry(HashMap.class, MAP),
            Map.entry(LinkedHashMap.class, MAP),
            Map.entry(EnumMap.class, MAP),
            Map.entry(TreeMap.class, TREE_MAP),
            Map.entry(Hashtable.class, new Mapping("hashtable", Hashtable::new)),
            Map.entry(ConcurrentHashMap.class, new Mapping("concurrenthashmap", ConcurrentHashMap::new)),
            Map.entry(ConcurrentSkipListMap.class, new Mapping("concurrentskiplistmap", ConcurrentSkipListMap::new)));

    private Containers() {}

    static Collection<StoredType> all() {
        return BY_CLASS.values();
    }

    /** The kind a collection or map is stored as, or null if it is none of the list. */
    static @Nullable StoredType of(Object value) {
        StoredType own = BY_CLASS.get(value.getClass());
        if (own != null || !Classes.isHiddenInJdk(value.getClass())) {
            return own;
        } else if (value instanceof Map) {
            return value instanceof SortedMap ? TREE_MAP : MAP;
        } else if (value instanceof Set) {
            return value instanceof SortedSet ? TREE_SET : SET;
        }
        return value instanceof List ? LIST : null;
    }

    /** Whether its order is part of a collection or map, rather than an accident of hashing. */
    static boolean isOrdered(Object value) {
        return !(value instanceof Set || value instanceof Map)
                || value instanceof LinkedHashSet
                || value instanceof LinkedHashMap
                || value instanceof SortedSet
                || value instanceof SortedMap
                || value instanceof EnumSet
                || value instanceof EnumMap
                || value instanceof CopyOnWriteArraySet;
    }

    /** Whether it is sorted by something else than its elements' own order, which cannot be stored. */
    static boolean hasComparator(Object value) {
        Comparator<?> comparator = null;
        if (value instanceof SortedSet<?> set) {
            comparator = set.comparator();
        } else if (value instanceof SortedMap<?, ?> map) {
            comparator = map.comparator();
        }
        return comparator != null && comparator != Comparator.naturalOrder();
    }
}

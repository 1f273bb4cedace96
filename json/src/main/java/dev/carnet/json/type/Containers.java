package dev.carnet.json.type;

import dev.carnet.json.fault.Classes;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
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
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * The closed list of JDK collections and maps, and of what holds one or two values as they do. One with a public class of its
 * own is read back as that class, and so are the synchronised ones; any other that the JDK gives out behind an interface
 * ({@code List.of}, {@code Collections.unmodifiableMap}, a view) as the general kind.
 */
@SuppressWarnings("JdkObsolete") // sessions hold the old collections too
public final class Containers {
    /** The type of a JSON array without a note. */
    public static final Sequence LIST = Sequence.of("list", elements -> elements);

    /** The type of a JSON object without a note. */
    public static final Mapping MAP = Mapping.of("map", entries -> entries);

    private static final Sequence SET = Sequence.of("set", HashSet::new);
    private static final Sequence LINKED_SET = Sequence.of("linkedhashset", LinkedHashSet::new);
    private static final Sequence LINKED_LIST = Sequence.of("linkedlist", LinkedList::new);

    /** Only if the declared class would lose the order. */
    private static final Mapping LINKED_MAP = Mapping.of("linkedhashmap", LinkedHashMap::new);

    private static final Sequence ENTRY =
            Sequence.of("simpleimmutableentry", pair -> new SimpleImmutableEntry<>(pair.get(0), pair.get(1)));

    private static final Sorted TREE_SET = Sorted.sequence("treeset", TreeSet::new);
    private static final Sorted TREE_MAP = Sorted.mapping("treemap", TreeMap::new);
    private static final Sorted SKIP_LIST_MAP = Sorted.mapping("concurrentskiplistmap", ConcurrentSkipListMap::new);
    private static final Mapping CONCURRENT_MAP = Mapping.of("concurrenthashmap", ConcurrentHashMap::new);

    private static final Map<Class<?>, StoredType> BY_CLASS = Map.ofEntries(
            Map.entry(ArrayList.class, LIST),
            Map.entry(LinkedList.class, LINKED_LIST),
            Map.entry(Vector.class, Sequence.of("vector", Vector::new)),
            Map.entry(Stack.class, Sequence.of("stack", elements -> filled(new Stack<>(), elements))),
            Map.entry(CopyOnWriteArrayList.class, Sequence.of("copyonwritearraylist", CopyOnWriteArrayList::new)),
            Map.entry(ArrayDeque.class, Sequence.of("arraydeque", ArrayDeque::new)),
            Map.entry(ConcurrentLinkedQueue.class, Sequence.of("concurrentlinkedqueue", ConcurrentLinkedQueue::new)),
            Map.entry(ConcurrentLinkedDeque.class, Sequence.of("concurrentlinkeddeque", ConcurrentLinkedDeque::new)),
            Map.entry(LinkedBlockingQueue.class, Sequence.of("linkedblockingqueue", LinkedBlockingQueue::new)),
            Map.entry(LinkedBlockingDeque.class, Sequence.of("linkedblockingdeque", LinkedBlockingDeque::new)),
            Map.entry(LinkedTransferQueue.class, Sequence.of("linkedtransferqueue", LinkedTransferQueue::new)),
            Map.entry(HashSet.class, SET),
            Map.entry(LinkedHashSet.class, LINKED_SET),
            Map.entry(CopyOnWriteArraySet.class, Sequence.of("copyonwritearrayset", CopyOnWriteArraySet::new)),
            Map.entry(
                    ConcurrentHashMap.KeySetView.class,
                    Sequence.of("concurrenthashset", elements -> filled(ConcurrentHashMap.newKeySet(), elements))),
            Map.entry(EnumSet.class, new Sequence("enumset", EnumContainers::set)),
            Map.entry(HashMap.class, MAP),
            Map.entry(LinkedHashMap.class, MAP),
            Map.entry(EnumMap.class, new Mapping("enummap", EnumContainers::map)),
            Map.entry(Hashtable.class, Mapping.of("hashtable", Hashtable::new)),
            Map.entry(Properties.class, Mapping.of("properties", Containers::properties)),
            Map.entry(ConcurrentHashMap.class, CONCURRENT_MAP),
            Map.entry(Optional.class, Sequence.of("optional", Containers::optional)),
            Map.entry(
                    AtomicReference.class,
                    Sequence.of("atomicreference", elements -> new AtomicReference<>(elements.get(0)))),
            Map.entry(
                    SimpleEntry.class, Sequence.of("simpleentry", pair -> new SimpleEntry<>(pair.get(0), pair.get(1)))),
            Map.entry(SimpleImmutableEntry.class, ENTRY));

    private static final Map<Class<?>, Sorted> SORTED = Map.of(
            TreeSet.class,
            TREE_SET,
            ConcurrentSkipListSet.class,
            Sorted.sequence("concurrentskiplistset", ConcurrentSkipListSet::new),
            PriorityQueue.class,
            Sorted.sequence("priorityqueue", PriorityQueue::new),
            PriorityBlockingQueue.class,
            Sorted.sequence("priorityblockingqueue", order -> new PriorityBlockingQueue<>(11, order)),
            TreeMap.class,
            TREE_MAP,
            ConcurrentSkipListMap.class,
            SKIP_LIST_MAP);

    /** The class that Jackson creates for a declared interface. */
    private static final Map<Class<?>, StoredType> BY_INTERFACE = Map.ofEntries(
            Map.entry(Iterable.class, LIST),
            Map.entry(Collection.class, LIST),
            Map.entry(List.class, LIST),
            Map.entry(Queue.class, LINKED_LIST),
            Map.entry(Deque.class, LINKED_LIST),
            Map.entry(Set.class, LINKED_SET),
            Map.entry(SortedSet.class, TREE_SET.natural()),
            Map.entry(NavigableSet.class, TREE_SET.natural()),
            Map.entry(Map.class, MAP),
            Map.entry(SortedMap.class, TREE_MAP.natural()),
            Map.entry(NavigableMap.class, TREE_MAP.natural()),
            Map.entry(ConcurrentMap.class, CONCURRENT_MAP),
            Map.entry(ConcurrentNavigableMap.class, SKIP_LIST_MAP.natural()));

    private Containers() {}

    private static <C extends Collection<@Nullable Object>> C filled(C collection, List<@Nullable Object> elements) {
        collection.addAll(elements);
        return collection;
    }

    private static Object properties(Map<Object, @Nullable Object> entries) {
        Properties properties = new Properties();
        properties.putAll(entries);
        return properties;
    }

    private static Object optional(List<@Nullable Object> elements) {
        return elements.isEmpty() ? Optional.empty() : Optional.of(elements.get(0));
    }

    public static List<StoredType> all() {
        List<StoredType> all = new ArrayList<>(BY_CLASS.values());
        all.add(LINKED_MAP);
        SORTED.values().forEach(each -> all.addAll(each.all()));
        all.addAll(SynchronizedContainers.all());
        return all;
    }

    /** The interfaces and abstract classes whose implementation is known. */
    public static Set<Class<?>> interfaces() {
        Set<Class<?>> known = new HashSet<>(BY_INTERFACE.keySet());
        known.add(EnumSet.class);
        return known;
    }

    /** Whether a class is in the list. */
    public static boolean isListed(Class<?> type) {
        return BY_CLASS.containsKey(type) || SORTED.containsKey(type) || BY_INTERFACE.containsKey(type);
    }

    /** The kind as which a container is stored, or null if it is not in the list. */
    public static @Nullable StoredType of(Object value) {
        Class<?> type = value instanceof EnumSet ? EnumSet.class : value.getClass();
        StoredType own = BY_CLASS.get(type);
        if (own != null) {
            return own;
        }
        Sorted sorted = SORTED.get(type);
        if (sorted != null) {
            return sorted.by(comparator(value));
        }
        return Classes.isHiddenInJdk(type) ? ofHidden(value) : null;
    }

    private static @Nullable StoredType ofHidden(Object value) {
        StoredType locking = SynchronizedContainers.of(value, comparator(value));
        if (locking != null) {
            return locking;
        } else if (value instanceof Map) {
            return value instanceof SortedMap ? TREE_MAP.by(comparator(value)) : MAP;
        } else if (value instanceof Set) {
            StoredType plain = isWrapper(value) ? LINKED_SET : SET;
            return value instanceof SortedSet ? TREE_SET.by(comparator(value)) : plain;
        } else if (value instanceof Map.Entry) {
            return ENTRY;
        }
        return value instanceof Collection && !(value instanceof Queue) ? LIST : null;
    }

    /**
     * The note that is necessary if a container class is declared, so that the value's own class is restored.
     *
     *
     * @return null if the declared one says enough, or nothing is known of the value's
     */
    public static @Nullable StoredType beyond(JavaType type, Object value) {
        Class<?> declared = type.getRawClass();
        if (declared == value.getClass()) {
            return null;
        } else if (of(value) == MAP && (isKeyedByEnum(type) || declared == HashMap.class)) {
            return LINKED_MAP;
        } else if (value instanceof EnumMap && isKeyedByEnum(type)) {
            return null;
        }
        StoredType usual = BY_INTERFACE.getOrDefault(declared, BY_CLASS.get(declared));
        Sorted sorted = SORTED.get(declared);
        if (usual == null && sorted != null) {
            usual = sorted.natural();
        }
        StoredType own = of(value);
        boolean isEnough = own == null || own == usual || (own == SET && usual == LINKED_SET);
        return isEnough ? null : own;
    }

    /** Whether it is a general map for which Jackson creates an {@link EnumMap}. */
    private static boolean isKeyedByEnum(JavaType type) {
        return type.hasRawClass(Map.class) && type.getKeyType().isEnumType();
    }

    /** The contents of a value that is neither collection nor map; null for any other value. */
    public static @Nullable List<@Nullable Object> held(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? listOf(optional.get()) : listOf();
        } else if (value instanceof AtomicReference<?> reference) {
            return listOf(reference.get());
        } else if (value instanceof Map.Entry<?, ?> entry && Classes.isJdk(value.getClass())) {
            return listOf(entry.getKey(), entry.getValue());
        }
        return null;
    }

    private static List<@Nullable Object> listOf(@Nullable Object... elements) {
        return Arrays.asList(elements);
    }

    /** Whether the order is significant rather than a result of hashing. */
    public static boolean isOrdered(Object value) {
        return !(value instanceof Set || value instanceof Map)
                || value instanceof LinkedHashSet
                || value instanceof LinkedHashMap
                || value instanceof SortedSet
                || value instanceof SortedMap
                || value instanceof EnumSet
                || value instanceof EnumMap
                || value instanceof CopyOnWriteArraySet
                || isWrapper(value);
    }

    /** Whether it wraps another container, so that its order may be significant. */
    private static boolean isWrapper(Object value) {
        String name = value.getClass().getName();
        return name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Synchronized")
                || name.startsWith("java.util.Collections$Checked")
                || name.equals("java.util.Collections$SetFromMap");
    }

    /** Whether its comparator cannot be stored. */
    public static boolean hasForeignComparator(Object value) {
        return !Sorted.isKnown(comparator(value));
    }

    private static @Nullable Comparator<?> comparator(Object value) {
        if (value instanceof SortedSet<?> set) {
            return set.comparator();
        } else if (value instanceof SortedMap<?, ?> map) {
            return map.comparator();
        } else if (value instanceof PriorityQueue<?> queue) {
            return queue.comparator();
        }
        return value instanceof PriorityBlockingQueue<?> queue ? queue.comparator() : null;
    }
}

package dev.carnet.json.type;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of a container that is sorted: by its elements' own order, and by the two comparators of the JDK's that everybody
 * can have again, {@link Comparator#reverseOrder()} and {@link String#CASE_INSENSITIVE_ORDER}.
 */
public record Sorted(StoredType natural, StoredType reverse, StoredType ignoringCase) {
    private static final Comparator<Object> REVERSE = cast(Comparator.<String>reverseOrder());
    private static final Comparator<Object> IGNORING_CASE = cast(String.CASE_INSENSITIVE_ORDER);

    @SuppressWarnings("unchecked") // it throws where an element is none for it
    private static Comparator<Object> cast(Comparator<?> order) {
        return (Comparator<Object>) order;
    }

    private static Sorted of(String name, TypeMaker maker) {
        return new Sorted(
                maker.make(name, null),
                maker.make(name + ".reverse", REVERSE),
                maker.make(name + ".ignorecase", IGNORING_CASE));
    }

    private interface TypeMaker {
        StoredType make(String name, @Nullable Comparator<Object> order);
    }

    public static Sorted sequence(
            String name, Function<@Nullable Comparator<Object>, ? extends Collection<@Nullable Object>> empty) {
        return of(
                name,
                (own, order) -> Sequence.of(own, elements -> {
                    Collection<@Nullable Object> collection = empty.apply(order);
                    collection.addAll(elements);
                    return collection;
                }));
    }

    public static Sorted mapping(
            String name, Function<@Nullable Comparator<Object>, ? extends Map<Object, @Nullable Object>> empty) {
        return of(
                name,
                (own, order) -> Mapping.of(own, entries -> {
                    Map<Object, @Nullable Object> map = empty.apply(order);
                    map.putAll(entries);
                    return map;
                }));
    }

    public List<StoredType> all() {
        return List.of(natural, reverse, ignoringCase);
    }

    public static boolean isKnown(@Nullable Comparator<?> order) {
        return order == null || order == Comparator.naturalOrder() || order == REVERSE || order == IGNORING_CASE;
    }

    /** The kind that is sorted by a comparator; for one that is not known, by the elements' own order. */
    public StoredType by(@Nullable Comparator<?> order) {
        if (order == REVERSE) {
            return reverse;
        }
        return order == IGNORING_CASE ? ignoringCase : natural;
    }
}

package dev.carnet.json;

import dev.carnet.SessionCodecException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every class inside a value that may not be stored, so that an application learns of all of them at once. For one use by one
 * thread.
 */
final class Missing {
    /** A longer list helps nobody. */
    private static final int MOST = 50;

    private final Map<String, String> placesByClass = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();

    /** Notes a class that was found; each is told with the first place where it is. */
    void add(Class<?> type, String path) {
        Map<String, String> kind = Classes.canBeAllowed(type) ? placesByClass : others;
        if (kind.size() < MOST) {
            kind.putIfAbsent(type.getName(), Place.shown(path));
        }
    }

    boolean isMoreThanOne() {
        return placesByClass.size() + others.size() > 1;
    }

    SessionCodecException toException() {
        StringBuilder text = new StringBuilder("these classes may not be stored in a session:");
        placesByClass.forEach((name, place) -> text.append("\n  ").append(name).append(place));
        others.forEach((name, place) ->
                text.append("\n  ").append(name).append(place).append(" (store plain values in its place)"));
        if (!placesByClass.isEmpty()) {
            text.append("\nallow them in the configuration, or in code with AllowedTypes:\nallowed_types:");
            placesByClass.keySet().forEach(name -> text.append("\n  - ").append(name));
            text.append("\nor all classes of their packages:\nallowed_packages:");
            packages().forEach(name -> text.append("\n  - ").append(name));
        }
        return new SessionCodecException(text.toString(), null);
    }

    private Set<String> packages() {
        return placesByClass.keySet().stream()
                .filter(name -> name.indexOf('.') > 0)
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

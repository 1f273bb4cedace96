package dev.carnet.json.fault;

import dev.carnet.error.SessionCodecException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects all classes in a value that are not allowed, so that an application sees them at once. For one use by one
 * thread.
 */
public final class Missing {
    /** A longer list would not be read. */
    private static final int MOST = 50;

    private final Map<String, String> placesByClass = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();

    /** Records a class; it is reported with the first place where it was found. */
    public void add(Class<?> type, String path) {
        Map<String, String> kind = Classes.canBeAllowed(type) ? placesByClass : others;
        if (kind.size() < MOST) {
            kind.putIfAbsent(type.getName(), Place.shown(path));
        }
    }

    public boolean isMoreThanOne() {
        return placesByClass.size() + others.size() > 1;
    }

    /** Messages are one line, so the lines to paste are in YAML's flow style. */
    public SessionCodecException toException() {
        StringJoiner found = new StringJoiner("; ");
        placesByClass.forEach((name, place) -> found.add(name + place));
        others.forEach((name, place) -> found.add(name + place + " (store plain values instead)"));
        String text = "these classes cannot be stored in a session: " + found;
        if (!placesByClass.isEmpty()) {
            text += ". Allow them in the configuration, or in code with AllowedTypes: allowed_types: ["
                    + String.join(", ", placesByClass.keySet())
                    + "]; or all classes of their packages: allowed_packages: ["
                    + String.join(", ", packages()) + "]";
        }
        return new SessionCodecException(text, null);
    }

    private Set<String> packages() {
        return placesByClass.keySet().stream()
                .filter(name -> name.indexOf('.') > 0)
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package dev.carnet.internal.attribute;

import dev.carnet.spi.Encoded;
import java.util.Map;
import java.util.Set;

/**
 * The changes, and the revision of each name, so that a change made during the write is not mistaken for a stored one.
 *
 * @param written values that get these bytes, by name
 * @param removed names that are taken away
 * @param revisions of the attributes that changed, by name; what is written because it is tied to them has none
 * @param renamed parts that are written anew: the name each had to the one it gets
 */
public record Delta(
        Map<String, Encoded> written,
        Set<String> removed,
        Map<String, Integer> revisions,
        Map<String, String> renamed) {
    /** Nothing changed. */
    public static final Delta NOTHING = new Delta(Map.of(), Set.of(), Map.of(), Map.of());

    public boolean isEmpty() {
        return written.isEmpty() && removed.isEmpty();
    }
}

package dev.carnet.kiokudb;

import dev.carnet.spi.codec.JsonGraph;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows references from entry to entry. Thread-safe. */
final class Graphs {
    private static final int AT_ONCE = 500;

    private final KiokuBackend backend;

    Graphs(KiokuBackend backend) {
        this.backend = backend;
    }

    /** The ids of the entries that an entry refers to. */
    static Set<String> references(Entry entry) {
        return JsonGraph.references(JsonGraph.referring(entry.json().getBytes(StandardCharsets.UTF_8), null));
    }

    /**
     * All entries that a root refers to, directly or through others, as far as they are there: in one call if it lists them,
     * else in one for each level.
     *
     * @param listed the ids of those that it is known to refer to, directly or not
     * @return by id, in its order
     */
    Map<String, Entry> below(Entry root, Set<String> listed) {
        Map<String, Entry> found = new TreeMap<>();
        Set<String> asked = new HashSet<>(Set.of(root.id()));
        Set<String> wanted = new LinkedHashSet<>(listed);
        wanted.addAll(references(root));
        while (asked.addAll(wanted)) {
            wanted.remove(root.id());
            Set<String> next = new LinkedHashSet<>();
            for (Entry each : backend.get(wanted)) {
                found.put(each.id(), each);
                next.addAll(references(each));
            }
            next.removeAll(asked);
            wanted = next;
        }
        return found;
    }

    /**
     * Of entries that may be anybody's, deletes those that nobody refers to any more. Looks at all entries.
     *
     * @param entries all of a graph whose root is gone, by id
     */
    void deleteUnreferred(Map<String, Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, Entry> unreferred = new HashMap<>(entries);
        @Nullable String cursor = null;
        do {
            EntryPage page = backend.scan(EntryQuery.all(KiokuBackend.Kind.ALL), cursor, AT_ONCE);
            for (Entry each : page.entries()) {
                if (!entries.containsKey(each.id())) {
                    spare(references(each), unreferred);
                } else if (each.isRoot()) {
                    spare(Set.of(each.id()), unreferred);
                }
            }
            cursor = page.next();
        } while (cursor != null && !unreferred.isEmpty());
        if (!unreferred.isEmpty()) {
            backend.deleteAll(unreferred.keySet());
        }
    }

    private static void spare(Set<String> ids, Map<String, Entry> from) {
        Set<String> spared = new LinkedHashSet<>(ids);
        while (!spared.isEmpty()) {
            Set<String> next = new LinkedHashSet<>();
            for (String each : spared) {
                Entry entry = from.remove(each);
                if (entry != null) {
                    next.addAll(references(entry));
                }
            }
            spared = next;
        }
    }

    /** Whether a session's own entry is all of it; false if it cannot be read. */
    static boolean refersToNothing(Entry root) {
        try {
            return SessionEntry.read(root).listed().isEmpty()
                    && references(root).isEmpty();
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}

package dev.carnet.kiokudb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a scan.
 *
 * @param entries at most as many as were asked for; fewer, even none, does not mean the end
 * @param next where the next page begins, or null at the end
 */
public record EntryPage(List<Entry> entries, @Nullable String next) {
    public EntryPage {
        entries = List.copyOf(entries);
    }

    /**
     * A page of entries in the order of their ids, which serve as cursors.
     *
     * @param limit how many were asked for; fewer mean the end
     */
    static EntryPage byId(List<Entry> entries, int limit) {
        return new EntryPage(
                entries,
                entries.size() < limit ? null : entries.get(entries.size() - 1).id());
    }
}

package dev.carnet.kiokudb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a scan.
 *
 * @param entries at most as many as requested; fewer or none does not mean the end
 * @param unreadable names, in the backend's own tools, of entries that cannot be read
 * @param next the beginning of the next page, or null at the end
 */
public record EntryPage(
        List<Entry> entries,
        List<String> unreadable,
        @Nullable String next) {
    public EntryPage {
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
    }

    /** Of these each can be read. */
    public EntryPage(List<Entry> entries, @Nullable String next) {
        this(entries, List.of(), next);
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

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
}

package dev.carnet.kiokudb;

import dev.carnet.kiokudb.KiokuBackend.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a crash has left: parts to which a session does not refer yet, or no longer refers.
 *
 * <p>A part is written before its session, so an unreferenced part may be about to be referenced. Therefore the time at
 * which it was found is first recorded in the entry, and the entry is deleted an hour later at the earliest, if it is
 * unchanged and still unreferenced; no write takes that long. A part belongs to one session under one key, so only that
 * session's entry must be checked. Entries that Perl wrote are left alone. Thread-safe.
 */
final class Orphans {
    static final Duration GRACE = Duration.ofHours(1);

    private static final int AT_ONCE = 500;

    private final KiokuBackend backend;
    private final Graphs graphs;
    private final AtomicLong due = new AtomicLong(Long.MIN_VALUE);

    Orphans(KiokuBackend backend, Graphs graphs) {
        this.backend = backend;
        this.graphs = graphs;
    }

    /** Looks at all parts, but not more often than worth it. */
    void collect(Instant by) {
        long now = by.toEpochMilli();
        long dueAt = due.get();
        if (now >= dueAt && due.compareAndSet(dueAt, now + GRACE.toMillis())) {
            @Nullable String cursor = null;
            do {
                EntryPage page = backend.scan(EntryQuery.all(Kind.PARTS), cursor, AT_ONCE);
                collect(page.entries(), by);
                cursor = page.next();
            } while (cursor != null);
        }
    }

    private void collect(List<Entry> parts, Instant by) {
        Map<String, Set<String>> live = new HashMap<>();
        Set<String> roots = new HashSet<>();
        parts.forEach(each -> roots.add(PartIds.rootOf(each.id())));
        roots.remove("");
        if (!roots.isEmpty()) {
            backend.get(roots).forEach(root -> live.put(root.id(), referredBy(root)));
        }
        for (Entry each : parts) {
            String root = PartIds.rootOf(each.id());
            if (!root.isEmpty() && !live.getOrDefault(root, Set.of()).contains(each.id())) {
                noteOrDelete(each, by);
            }
        }
    }

    /** What Carnet wrote lists its parts; what Perl wrote since, or somebody spoilt, has to be followed. */
    private Set<String> referredBy(Entry root) {
        try {
            Set<String> listed = SessionEntry.read(root).listed();
            return listed.isEmpty() ? graphs.below(root, listed).keySet() : listed;
        } catch (IllegalArgumentException unreadable) {
            return graphs.below(root, Set.of()).keySet();
        }
    }

    private void noteOrDelete(Entry part, Instant by) {
        Instant since = PartEntry.orphanedAt(part).orElse(null);
        if (since == null) {
            PartEntry.orphaned(part, by).ifPresent(noted -> backend.replace(part, noted));
        } else if (!by.isBefore(since.plus(GRACE))) {
            backend.delete(part);
        }
    }
}

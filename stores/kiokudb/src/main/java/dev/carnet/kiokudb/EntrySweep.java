package dev.carnet.kiokudb;

import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes expired sessions, and at its end what crashes have left. Thread-safe if the backend is. */
final class EntrySweep {
    private static final int AT_ONCE = 500;

    /** A larger transaction is hardly faster, and a writer may have to wait for it. */
    private static final int DELETED_AT_ONCE = 50;

    private final KiokuBackend backend;
    private final SessionFinder finder;
    private final Orphans orphans;
    private final Predicate<Entry> remove;

    /** @param remove deletes a session and what it refers to; false if its entry is not what was read */
    EntrySweep(KiokuBackend backend, SessionFinder finder, Orphans orphans, Predicate<Entry> remove) {
        this.backend = backend;
        this.finder = finder;
        this.orphans = orphans;
        this.remove = remove;
    }

    /** Looks at one page of the entries. Sessions that refer to nothing are deleted together. */
    SweepBatch run(SweepQuery query, @Nullable String cursor, int limit) {
        SessionFinder.Found expired = finder.page(
                EntryQuery.expiredBy(query.by()), query::matches, query.attributes(), cursor, Math.min(limit, AT_ONCE));
        Map<Entry, SessionRecord> sessions = expired.sessions();
        List<Entry> whole = new ArrayList<>();
        List<Entry> deleted = new ArrayList<>();
        for (Entry each : sessions.keySet()) {
            if (Graphs.refersToNothing(each)) {
                whole.add(each);
            } else if (new WriteSteps().run(() -> remove.test(each))) {
                deleted.add(each);
            }
        }
        for (int from = 0; from < whole.size(); from += DELETED_AT_ONCE) {
            List<Entry> some = whole.subList(from, Math.min(from + DELETED_AT_ONCE, whole.size()));
            Set<String> gone = delete(some);
            some.stream().filter(each -> gone.contains(each.id())).forEach(deleted::add);
        }
        if (expired.next() == null) {
            orphans.collect(query.by());
        }
        return new SweepBatch(
                deleted.stream()
                        .map(each -> Objects.requireNonNull(sessions.get(each)))
                        .toList(),
                expired.unreadable().size(),
                expired.next());
    }

    /** Gives the ids of those that were still as they were read. */
    private Set<String> delete(List<Entry> some) {
        try {
            return backend.deleteUnchanged(some);
        } catch (UnconfirmedWriteException e) {
            if (!e.isCarriedOut()) {
                throw e;
            }
            Set<String> gone = some.stream().map(Entry::id).collect(Collectors.toSet());
            backend.get(Set.copyOf(gone)).forEach(left -> gone.remove(left.id()));
            return gone;
        }
    }
}

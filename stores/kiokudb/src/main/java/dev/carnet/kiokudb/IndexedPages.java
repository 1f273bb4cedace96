package dev.carnet.kiokudb;

import dev.carnet.spi.document.IndexedHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a search in a backend with an index: first the roots that have no {@link IndexedHeader}, because Perl or somebody else
 * wrote them, then those that the index finds. In this order, a root that Carnet writes in between is given twice at most,
 * and never missed.
 */
final class IndexedPages {
    private static final char UNINDEXED = 'u';
    private static final char INDEXED = 'i';

    private final Index index;

    /** A backend's index. Every list begins behind an id. */
    interface Index {
        /** Entries that are not in it, in the order of their ids. */
        List<Entry> unindexed(String after, int limit);

        /** In the order of their ids. */
        List<Entry> ofUser(String user, String after, int limit);

        /** In the order of their ids. */
        List<Entry> ofHandle(String handle, String after, int limit);

        /**
         * Those that expire by a time, in the order of their expiry and their ids.
         *
         * @param by milliseconds since 1970
         * @param from the expiry to begin with
         * @param after the id behind which to begin among those of this expiry
         */
        List<Entry> expiring(long by, long from, String after, int limit);
    }

    IndexedPages(Index index) {
        this.index = index;
    }

    EntryPage page(EntryQuery query, @Nullable String cursor, int limit) {
        List<Entry> roots = new ArrayList<>();
        int left = limit;
        long from = Long.MIN_VALUE;
        String after = "";
        if (cursor == null || cursor.charAt(0) == UNINDEXED) {
            List<Entry> unindexed = index.unindexed(cursor == null ? "" : cursor.substring(1), limit);
            unindexed.stream().filter(Entry::isRoot).forEach(roots::add);
            if (unindexed.size() == limit) {
                return new EntryPage(roots, UNINDEXED + last(unindexed).id());
            }
            left -= unindexed.size();
        } else {
            int colon = cursor.indexOf(':');
            from = Long.parseLong(cursor.substring(1, colon));
            after = cursor.substring(colon + 1);
        }
        List<Entry> indexed = indexed(query, from, after, left);
        roots.addAll(indexed);
        return new EntryPage(roots, indexed.size() < left ? null : cursor(last(indexed)));
    }

    private List<Entry> indexed(EntryQuery query, long from, String after, int limit) {
        if (query.user() != null) {
            return index.ofUser(query.user(), after, limit);
        } else if (query.handle() != null) {
            return index.ofHandle(query.handle(), after, limit);
        }
        long by = Objects.requireNonNull(query.expiredBy()).toEpochMilli();
        return index.expiring(by, from, after, limit);
    }

    private static Entry last(List<Entry> found) {
        return found.get(found.size() - 1);
    }

    private static String cursor(Entry last) {
        IndexedHeader header = last.indexed();
        return "%s%d:%s".formatted(INDEXED, header == null ? Long.MIN_VALUE : header.expiresAt(), last.id());
    }
}

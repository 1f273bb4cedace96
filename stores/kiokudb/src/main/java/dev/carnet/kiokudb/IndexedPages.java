package dev.carnet.kiokudb;

import dev.carnet.spi.document.IndexedHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a search in a backend with an index: first the entries that have no {@link IndexedHeader}, because Perl or somebody else
 * wrote them, then those that the index finds. In this order, one that Carnet writes in between is given twice at most,
 * and never missed.
 */
final class IndexedPages {
    private static final char UNINDEXED = 'u';
    private static final char INDEXED = 'i';

    private final Unindexed unindexed;
    private final ByValue ofUser;
    private final ByValue ofHandle;
    private final Expiring expiring;

    /** Entries that are not in the index, behind an id, in the order of their ids. */
    @FunctionalInterface
    interface Unindexed {
        List<Entry> list(String after, int limit);
    }

    /** Entries with a value in the index, behind an id, in the order of their ids. */
    @FunctionalInterface
    interface ByValue {
        List<Entry> list(String value, String after, int limit);
    }

    /** Entries that expire by a time, from a place in the order of their expiry and their ids; milliseconds since 1970. */
    @FunctionalInterface
    interface Expiring {
        List<Entry> list(long by, long from, String after, int limit);
    }

    IndexedPages(Unindexed unindexed, ByValue ofUser, ByValue ofHandle, Expiring expiring) {
        this.unindexed = unindexed;
        this.ofUser = ofUser;
        this.ofHandle = ofHandle;
        this.expiring = expiring;
    }

    EntryPage page(EntryQuery query, @Nullable String cursor, int limit) {
        List<Entry> entries = new ArrayList<>();
        int left = limit;
        long from = Long.MIN_VALUE;
        String after = "";
        if (cursor == null || cursor.charAt(0) == UNINDEXED) {
            List<Entry> found = unindexed.list(cursor == null ? "" : cursor.substring(1), limit);
            found.stream().filter(query.kind()::includes).forEach(entries::add);
            if (found.size() == limit) {
                return new EntryPage(entries, UNINDEXED + last(found).id());
            }
            left -= found.size();
        } else {
            int colon = cursor.indexOf(':');
            from = Long.parseLong(cursor.substring(1, colon));
            after = cursor.substring(colon + 1);
        }
        List<Entry> indexed = indexed(query, from, after, left);
        entries.addAll(indexed);
        return new EntryPage(entries, indexed.size() < left ? null : cursor(last(indexed)));
    }

    private List<Entry> indexed(EntryQuery query, long from, String after, int limit) {
        if (query.user() != null) {
            return ofUser.list(query.user(), after, limit);
        } else if (query.handle() != null) {
            return ofHandle.list(query.handle(), after, limit);
        }
        if (query.expiredBy() != null) {
            return expiring.list(query.expiredBy().toEpochMilli(), from, after, limit);
        }
        long ofParts = IndexedHeader.NO_SESSION.expiresAt();
        return expiring.list(ofParts, ofParts, after, limit);
    }

    private static Entry last(List<Entry> found) {
        return found.get(found.size() - 1);
    }

    private static String cursor(Entry last) {
        IndexedHeader header = last.indexed();
        return "%s%d:%s".formatted(INDEXED, header == null ? Long.MIN_VALUE : header.expiresAt(), last.id());
    }
}

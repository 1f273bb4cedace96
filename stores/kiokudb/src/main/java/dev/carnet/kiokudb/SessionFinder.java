package dev.carnet.kiokudb;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.kiokudb.KiokuBackend.Kind;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.document.StoredHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds sessions among the entries of a backend. Thread-safe if the backend is. */
final class SessionFinder {
    private static final int AT_ONCE = 500;

    private final KiokuBackend backend;
    private final Graphs graphs;

    SessionFinder(KiokuBackend backend, Graphs graphs) {
        this.backend = backend;
        this.graphs = graphs;
    }

    /**
     * A page of sessions.
     *
     * @param sessions by their own entries
     * @param unreadable the names of what cannot be read
     * @param next the beginning of the next page, or null at the end
     */
    record Found(
            Map<Entry, SessionRecord> sessions,
            List<String> unreadable,
            @Nullable String next) {}

    /** What a session's own entry says. */
    static <T> T readable(Entry root, Function<SessionEntry, T> reader) {
        try {
            return reader.apply(SessionEntry.read(root));
        } catch (IllegalArgumentException e) {
            throw new UnreadableSessionException("KiokuDB: an entry is not a session; it is left unchanged", e);
        }
    }

    /** The sessions among the entries of a query whose headers meet a condition. */
    Found page(
            EntryQuery query,
            Predicate<SessionHeader> condition,
            boolean attributes,
            @Nullable String cursor,
            int limit) {
        EntryPage page = backend.scan(query, cursor, limit);
        Map<Entry, SessionRecord> sessions = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>(page.unreadable());
        for (Entry each : page.entries()) {
            if (!isSession(each)) {
                continue;
            }
            try {
                SessionHeader header = readable(each, SessionEntry::header);
                if (condition.test(header)) {
                    sessions.put(each, session(header, each, attributes));
                }
            } catch (UnreadableSessionException e) {
                unreadable.add(each.id());
            }
        }
        return new Found(sessions, unreadable, page.next());
    }

    /** Perl may keep other objects in the same place, which are nobody's session. */
    private static boolean isSession(Entry root) {
        boolean isOfSessions = root.type() == null || root.type().equals(SessionEntry.TYPE);
        return isOfSessions && !StoredHeader.isLease(root.id());
    }

    private SessionRecord session(SessionHeader header, Entry root, boolean attributes) {
        return attributes
                ? readable(root, session -> session.session(graphs.below(root, session.listed()), root.json()))
                : new SessionRecord(header, Attributes.NONE);
    }

    SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        Found found = page(entriesOf(query), query::matches, query.attributes(), cursor, limit);
        return new SessionPage(List.copyOf(found.sessions().values()), found.unreadable(), found.next());
    }

    /** Not by expiry: that changes with each access, so its order would give a session twice or never. */
    private static EntryQuery entriesOf(SessionQuery query) {
        return query.principal() == null ? EntryQuery.all(Kind.ROOTS) : EntryQuery.ofPrincipal(query.principal());
    }

    /**
     * The session with a handle.
     *
     * @param whole reads a session and its parts together, so that no part is missing that another process replaces meanwhile
     */
    Optional<SessionRecord> findByHandle(String handle, Function<SessionKey, Optional<SessionRecord>> whole) {
        @Nullable String cursor = null;
        do {
            EntryPage page = backend.scan(EntryQuery.ofHandle(handle), cursor, AT_ONCE);
            for (Entry each : page.entries()) {
                if (isSession(each) && isOf(handle, each)) {
                    Optional<SessionRecord> found = whole.apply(SessionKey.ofStored(each.id()));
                    if (found.isPresent()) { // it has not just moved to another id
                        return found;
                    }
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return Optional.empty();
    }

    /** Of an entry that cannot be read the index alone may tell. */
    private static boolean isOf(String handle, Entry root) {
        try {
            return readable(root, SessionEntry::header).handle().equals(handle);
        } catch (UnreadableSessionException e) {
            return root.indexed() != null && handle.equals(root.indexed().handle());
        }
    }
}

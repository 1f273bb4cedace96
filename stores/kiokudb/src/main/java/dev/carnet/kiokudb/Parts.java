package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.codec.JsonGraph;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The entries to which a session's attributes refer: its own, which are deleted with it, and those that Perl wrote,
 * which sessions may share. Thread-safe.
 */
final class Parts {
    private final KiokuBackend backend;
    private final Graphs graphs;

    Parts(KiokuBackend backend, Graphs graphs) {
        this.backend = backend;
        this.graphs = graphs;
    }

    /** The ids of a session's own. */
    static Set<String> own(SessionRecord session) {
        PartIds ids = new PartIds(session.header().key());
        Set<String> own = new TreeSet<>();
        session.attributes().values().forEach((name, value) -> {
            if (JsonGraph.isPart(value) && !PartIds.isForeign(name)) {
                own.add(ids.id(name));
            }
        });
        return own;
    }

    /**
     * Inserts a session's own parts, which nothing refers to yet; gives their ids.
     *
     * @param there the ids of those that are there already
     */
    Set<String> insert(SessionRecord session, Set<String> there) {
        PartIds ids = new PartIds(session.header().key());
        Map<String, Entry> fresh = new TreeMap<>();
        session.attributes().values().forEach((name, value) -> {
            String id = ids.id(name);
            if (JsonGraph.isPart(value) && !PartIds.isForeign(name) && !there.contains(id)) {
                fresh.put(id, fitting(PartEntry.write(id, JsonGraph.renamed(value, ids::id))));
            }
        });
        if (!fresh.isEmpty() && backend.insertAll(fresh.values()) < fresh.size()) {
            throw new SessionStoreException("KiokuDB: the id of a new entry already exists", null);
        }
        return fresh.keySet();
    }

    /** The entry, if the backend takes it. */
    Entry fitting(Entry entry) {
        if (entry.json().length() > backend.maxLength()) {
            throw new SessionTooLargeException("KiokuDB: an entry of the session takes "
                    + entry.json().length() + " bytes as JSON, but the limit of the backend is " + backend.maxLength()
                    + ". Store large data elsewhere and only its key in the session");
        }
        return entry;
    }

    void delete(Set<String> ids) {
        if (!ids.isEmpty()) {
            backend.deleteAll(ids);
        }
    }

    /** Of what Perl wrote and the session no longer refers to, deletes what nobody else does. */
    void deleteForeign(SessionUpdate update) {
        Set<String> left = update.next().attributes().names();
        PartIds ids = new PartIds(update.base().header().key());
        Map<String, Entry> gone = new TreeMap<>();
        update.base().attributes().values().forEach((name, value) -> {
            if (JsonGraph.isPart(value) && PartIds.isForeign(name) && !left.contains(name)) {
                String id = ids.id(name);
                gone.put(id, PartEntry.write(id, JsonGraph.renamed(value, ids::id)));
            }
        });
        graphs.deleteUnreferred(gone);
    }
}

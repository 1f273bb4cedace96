package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.document.DocumentGuard;
import dev.carnet.spi.document.LeaseRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions in entries that refer to each other. Thread-safe if the backend is.
 *
 * <p>Stored: {@link SessionEntry} for the session itself, {@link PartEntry} for each part that its attributes refer to.
 * The parts to which the session's entry refers are written before it and deleted after it, so that an interrupted write
 * never leaves a dangling reference.
 *
 * <pre>
 * find      the session's entry; then its parts, if it has any
 * create    insert parts; insert the session
 * update    insert new parts; replace the session if it is what was read; delete parts that it no longer has
 * new id    insert parts and session under the new key; delete the old session if it is what was read; delete its parts
 * delete    delete the session if it is what was read, else read again; delete its parts
 * </pre>
 *
 * An update that loses a race deletes the parts that it inserted. The sweep collects what a crash leaves, see
 * {@link Orphans}. Perl, which does not know versions, may write here too, so the whole entry is compared, not its
 * version. Entries that Perl wrote are deleted only if no entry at all refers to them.
 */
public final class KiokuDbSessionStore implements SessionStore {
    /** More is no race: a backend that gives or compares an entry differently each time. */
    private static final int MOST_ATTEMPTS = 10;

    private final KiokuBackend backend;
    private final StoreTraits traits;
    private final Graphs graphs;
    private final Parts parts;
    private final EntrySweep sweep;
    private final SessionFinder finder;
    private final DocumentGuard guard;
    private final LeaseRecord lease = new LeaseRecord(this, "KiokuDB");

    /** @param backend is closed with the store */
    public KiokuDbSessionStore(KiokuBackend backend) {
        this.backend = backend;
        traits = new StoreTraits(
                "KiokuDB",
                Encoding.JSON_GRAPH,
                false,
                backend.isIndexed(),
                backend.isDurable(),
                backend.isShared(),
                backend.maxLength());
        graphs = new Graphs(backend);
        parts = new Parts(backend, graphs);
        finder = new SessionFinder(backend, graphs);
        sweep = new EntrySweep(backend, finder, new Orphans(backend, graphs), this::remove);
        guard = new DocumentGuard(session -> SessionEntry.write(session).json(), new Roots());
    }

    /** The entries of sessions, as the guard sees them. */
    private final class Roots implements DocumentGuard.Texts {
        @Override
        public Optional<SessionRecord> find(SessionKey key) {
            return KiokuDbSessionStore.this.find(key);
        }

        @Override
        public boolean replace(SessionKey key, String asRead, SessionRecord next) {
            return backend.replace(SessionEntry.of(key, asRead), parts.fitting(SessionEntry.write(next)));
        }

        @Override
        public boolean remove(SessionKey key, String asRead) {
            return KiokuDbSessionStore.this.remove(SessionEntry.of(key, asRead));
        }
    }

    @Override
    public StoreTraits traits() {
        return traits;
    }

    @Override
    public boolean create(SessionRecord session) {
        return WriteSteps.ofMany(() -> insert(session));
    }

    private boolean insert(SessionRecord session) {
        Entry root = parts.fitting(SessionEntry.write(session));
        Set<String> inserted = parts.insert(session, Set.of());
        boolean created = backend.insert(root);
        if (!created) {
            parts.delete(inserted);
        }
        return created;
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        return WriteSteps.ofMany(() -> {
            Set<SessionKey> created = new HashSet<>();
            Map<String, Entry> whole = new LinkedHashMap<>();
            for (SessionRecord each : sessions) {
                if (Parts.own(each).isEmpty()) {
                    Entry root = parts.fitting(SessionEntry.write(each));
                    whole.putIfAbsent(root.id(), root);
                } else if (insert(each)) {
                    created.add(each.header().key());
                }
            }
            insertAll(whole).forEach(id -> created.add(new SessionKey(id)));
            return created;
        });
    }

    /** Gives the ids of those that are there now. If another process inserts one of them at the same time, both give its id. */
    private Set<String> insertAll(Map<String, Entry> roots) {
        Map<String, Entry> fresh = new HashMap<>(roots);
        backend.get(roots.keySet()).forEach(taken -> fresh.remove(taken.id()));
        if (!fresh.isEmpty() && backend.insertAll(fresh.values()) < fresh.size()) {
            Map<String, String> stored = new HashMap<>();
            backend.get(fresh.keySet()).forEach(each -> stored.put(each.id(), each.json()));
            fresh.values().removeIf(each -> !each.json().equals(stored.get(each.id())));
        }
        return fresh.keySet();
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        Entry root = root(key).orElse(null);
        for (int attempt = 1; root != null; attempt++) {
            Set<String> listed = SessionFinder.readable(root, SessionEntry::listed);
            Map<String, Entry> found = graphs.below(root, listed);
            Entry again = found.keySet().containsAll(listed) ? root : root(key).orElse(null);
            if (again != null && again.json().equals(root.json())) {
                String json = root.json();
                return Optional.of(SessionFinder.readable(root, session -> session.session(found, json)));
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new SessionStoreException("KiokuDB: an entry kept changing while it was read; try again", null);
            }
            root = again; // somebody has replaced it, and deleted its parts, in between
        }
        return Optional.empty();
    }

    /** The entry under a key; a backend that overlooks case may give another. */
    private Optional<Entry> root(SessionKey key) {
        return backend.get(Set.of(key.value())).stream()
                .filter(each -> each.id().equals(key.value()))
                .findFirst();
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return WriteSteps.ofMany(() -> write(update));
    }

    private UpdateResult write(SessionUpdate update) {
        Set<String> before = Parts.own(update.base());
        Set<String> inserted = parts.insert(update.next(), before);
        UpdateResult result = update.changesKey() ? move(update) : guard.update(update);
        if (result == UpdateResult.SAVED) {
            before.removeAll(Parts.own(update.next()));
            parts.delete(before);
            parts.deleteForeign(update);
        } else {
            parts.delete(inserted);
        }
        return result;
    }

    /**
     * The new id's session is there before the old one's goes; if that was changed meanwhile, it is taken back. What is not
     * confirmed is told when both steps are done.
     */
    private UpdateResult move(SessionUpdate update) {
        SessionRecord next = update.next();
        SessionKey oldKey = update.base().header().key();
        Entry moved = parts.fitting(SessionEntry.write(next));
        WriteSteps steps = new WriteSteps();
        if (!steps.run(() -> backend.insert(moved))) {
            throw new SessionStoreException("the new key of a session already exists", null);
        }
        Entry old = update.base().asRead() instanceof String json
                ? SessionEntry.of(oldKey, json)
                : SessionEntry.write(update.base());
        if (steps.run(() -> backend.delete(old))) {
            steps.requireConfirmed();
            return UpdateResult.SAVED;
        }
        return takeBack(moved);
    }

    /** Of the old one it is known that it was changed or has ended. So whatever is left here is no session that has moved. */
    private UpdateResult takeBack(Entry moved) {
        try {
            backend.delete(moved);
        } catch (SessionStoreException e) {
            throw new WriteNotStoredException(
                    "KiokuDB: the session was changed or ended during its id change; the entry under the new key"
                            + " could not be removed: "
                            + e.getMessage(),
                    e);
        }
        return UpdateResult.CONFLICT;
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return guard.touch(key, version, lastAccessedAt, expiresAt);
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        if (ifExpiredBy != null) {
            return new WriteSteps().run(() -> guard.deleteIfExpired(key, ifExpiredBy));
        }
        Entry root = root(key).orElse(null);
        for (int attempt = 1; root != null && attempt <= MOST_ATTEMPTS; attempt++) {
            if (remove(root)) {
                return true;
            }
            Entry again = root(key).orElse(null);
            if (root.equals(again)) { // its bytes are no UTF-8, so that nothing that is read of them equals them
                parts.delete(Set.of(root.id()));
                return root(key).isEmpty();
            }
            root = again;
        }
        return false;
    }

    /** Those that refer to nothing in one step. */
    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        Set<String> whole = new HashSet<>();
        Set<SessionKey> deleted = new HashSet<>();
        for (Entry root : backend.get(keys.stream().map(SessionKey::value).toList())) {
            SessionKey key = new SessionKey(root.id());
            if (Graphs.refersToNothing(root)) {
                whole.add(root.id());
            } else if (delete(key, null)) {
                deleted.add(key);
            }
        }
        if (!whole.isEmpty()) {
            backend.deleteAll(whole);
            backend.get(whole).forEach(left -> whole.remove(left.id())); // a database may ignore a deletion
        }
        whole.forEach(id -> deleted.add(new SessionKey(id)));
        return deleted;
    }

    /** The parts of an entry that cannot be read are found by the sweep. */
    private boolean remove(Entry root) {
        Set<String> listed = Set.of();
        try {
            listed = SessionEntry.read(root).listed();
        } catch (IllegalArgumentException unreadable) {
            return backend.delete(root);
        }
        Map<String, Entry> below = graphs.below(root, listed);
        if (!backend.delete(root)) {
            return false;
        }
        PartIds ids = new PartIds(new SessionKey(root.id()));
        Set<String> own = new HashSet<>(listed);
        below.keySet().stream().filter(id -> !PartIds.isForeign(ids.name(id))).forEach(own::add);
        parts.delete(own);
        below.keySet().removeAll(own);
        graphs.deleteUnreferred(below);
        return true;
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        return sweep.run(query, cursor, limit);
    }

    /** In an entry of its own; what no other process sees is nobody else's to sweep. */
    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return !traits.shared() || lease.claim(keyPrefix, sweeper, now, until);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return finder.scan(query, cursor, limit);
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return SessionHeader.isForeignHandle(handle)
                ? SessionStore.super.findByHandle(handle) // it is in no index
                : finder.findByHandle(handle, this::find);
    }

    /** The {@link KiokuBackend}, or the client below it. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(backend) ? Optional.of(type.cast(backend)) : backend.unwrap(type);
    }

    @Override
    public void close() {
        backend.close();
    }
}

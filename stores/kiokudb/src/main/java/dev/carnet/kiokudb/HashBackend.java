package dev.carnet.kiokudb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Entries on the heap, which end with the process and are not shared. */
public final class HashBackend implements KiokuBackend {
    private final ConcurrentNavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public long maxLength() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean insert(Entry entry) {
        return entries.putIfAbsent(entry.id(), entry) == null;
    }

    @Override
    public boolean replace(Entry asRead, Entry next) {
        return change(asRead, next);
    }

    @Override
    public boolean delete(Entry asRead) {
        return change(asRead, null);
    }

    /** A map of this kind applies a function of ours more than once in a race, so it only exchanges what was found. */
    private boolean change(Entry asRead, @Nullable Entry next) {
        Entry stored = entries.get(asRead.id());
        if (stored == null || !stored.json().equals(asRead.json())) {
            return false;
        }
        return next == null ? entries.remove(asRead.id(), stored) : entries.replace(asRead.id(), stored, next);
    }

    @Override
    public List<Entry> get(Collection<String> ids) {
        List<Entry> found = new ArrayList<>(ids.size());
        for (String each : ids) {
            Entry entry = entries.get(each);
            if (entry != null) {
                found.add(entry);
            }
        }
        return found;
    }

    @Override
    public void deleteAll(Collection<String> ids) {
        ids.forEach(entries::remove);
    }

    @Override
    public EntryPage scan(EntryQuery query, @Nullable String cursor, int limit) {
        NavigableMap<String, Entry> left = cursor == null ? entries : entries.tailMap(cursor, false);
        List<Entry> page = left.values().stream()
                .filter(query.kind()::includes)
                .limit(limit)
                .toList();
        return EntryPage.byId(page, limit);
    }

    /** Forgets everything. */
    @Override
    public void close() {
        entries.clear();
    }
}

package dev.carnet.kiokudb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Entries on the heap: gone with the process, seen by no other. */
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

    private boolean change(Entry asRead, @Nullable Entry next) {
        boolean[] changed = {false};
        entries.computeIfPresent(asRead.id(), (id, stored) -> {
            changed[0] = stored.json().equals(asRead.json());
            return changed[0] ? next : stored;
        });
        return changed[0];
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
    public EntryPage scan(Kind kind, @Nullable String cursor, int limit) {
        NavigableMap<String, Entry> left = cursor == null ? entries : entries.tailMap(cursor, false);
        List<Entry> page = left.values().stream()
                .filter(each -> kind == Kind.ALL || each.isRoot() == (kind == Kind.ROOTS))
                .limit(limit)
                .toList();
        return new EntryPage(
                page, page.size() < limit ? null : page.get(page.size() - 1).id());
    }

    /** Forgets everything. */
    @Override
    public void close() {
        entries.clear();
    }
}

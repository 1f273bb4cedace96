package dev.carnet.kiokudb;

import dev.carnet.SessionStoreException;
import dev.carnet.jdbc.EntryTable;
import dev.carnet.jdbc.EntryTable.Row;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries in a SQL database, in the table that Perl's {@code KiokuDB::Backend::DBI} has for them. */
public final class DbiBackend implements KiokuBackend {
    private final EntryTable table;

    /** @param table is closed with this */
    public DbiBackend(EntryTable table) {
        this.table = table;
    }

    /** The table below. */
    EntryTable table() {
        return table;
    }

    @Override
    public boolean isDurable() {
        return table.isDurable();
    }

    @Override
    public boolean isShared() {
        return table.isDurable();
    }

    @Override
    public long maxLength() {
        return table.maxBytes();
    }

    @Override
    public boolean insert(Entry entry) {
        return table.insert(row(entry));
    }

    @Override
    public void insertAll(Collection<Entry> entries) {
        if (table.insertAll(entries.stream().map(DbiBackend::row).toList()) < entries.size()) {
            throw new SessionStoreException("the id of a new entry is taken", null);
        }
    }

    @Override
    public boolean replace(Entry asRead, Entry next) {
        return table.replace(asRead.json(), row(next));
    }

    @Override
    public List<Entry> get(Collection<String> ids) {
        return entries(table.get(ids));
    }

    @Override
    public boolean delete(Entry asRead) {
        return table.delete(asRead.id(), asRead.json());
    }

    @Override
    public void deleteAll(Collection<String> ids) {
        table.deleteAll(ids);
    }

    @Override
    public EntryPage scan(Kind kind, @Nullable String cursor, int limit) {
        Boolean roots = kind == Kind.ALL ? null : (Boolean) (kind == Kind.ROOTS);
        List<Entry> page = entries(table.scan(roots, cursor == null ? "" : cursor, limit));
        return new EntryPage(
                page, page.size() < limit ? null : page.get(page.size() - 1).id());
    }

    private static Row row(Entry entry) {
        return new Row(entry.id(), entry.json(), entry.type(), entry.isRoot());
    }

    private static List<Entry> entries(List<Row> rows) {
        return rows.stream()
                .map(row -> new Entry(row.id(), row.json(), row.type(), row.isRoot()))
                .toList();
    }

    @Override
    public void close() {
        table.close();
    }
}

package dev.carnet.kiokudb;

import dev.carnet.jdbc.EntryTable;
import dev.carnet.jdbc.EntryTable.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entries in a SQL database, in the table of Perl's {@code KiokuDB::Backend::DBI}. */
public final class DbiBackend implements KiokuBackend {
    private final EntryTable table;
    private final IndexedPages pages;

    /** @param table is closed with this */
    public DbiBackend(EntryTable table) {
        this.table = table;
        pages = new IndexedPages(
                (after, limit) -> entries(table.unindexed(after, limit)),
                (user, after, limit) -> entries(table.ofUser(user, after, limit)),
                (handle, after, limit) -> entries(table.ofHandle(handle, after, limit)),
                (by, from, after, limit) -> entries(table.expiring(by, from, after, limit)));
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
    public boolean isIndexed() {
        return table.isIndexed();
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
    public int insertAll(Collection<Entry> entries) {
        return table.insertAll(entries.stream().map(DbiBackend::row).toList());
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
    public Set<String> deleteUnchanged(Collection<Entry> asRead) {
        return table.deleteUnchanged(asRead.stream().map(DbiBackend::row).toList());
    }

    @Override
    public void deleteAll(Collection<String> ids) {
        table.deleteAll(ids);
    }

    @Override
    public EntryPage scan(EntryQuery query, @Nullable String cursor, int limit) {
        if (query.isIndexed() && isIndexed()) {
            return pages.page(query, cursor, limit);
        }
        Boolean roots = query.kind().roots();
        return EntryPage.byId(entries(table.scan(roots, cursor == null ? "" : cursor, limit)), limit);
    }

    private static Row row(Entry entry) {
        return new Row(entry.id(), entry.json(), entry.type(), entry.isRoot(), entry.indexed());
    }

    private static List<Entry> entries(List<Row> rows) {
        return rows.stream()
                .map(row -> new Entry(row.id(), row.json(), row.type(), row.isRoot(), row.indexed()))
                .toList();
    }

    /** The table's {@link javax.sql.DataSource}: the pool it opened or the one handed in. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.of(table.dataSource()).filter(type::isInstance).map(type::cast);
    }

    @Override
    public void close() {
        table.close();
    }
}

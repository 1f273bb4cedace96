package dev.carnet.kiokudb;

import dev.carnet.mongodb.EntryCollection;
import dev.carnet.mongodb.EntryCollection.Document;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries in a collection of MongoDB, a document each. */
public final class MongoDbBackend implements KiokuBackend {
    private final EntryCollection collection;
    private final IndexedPages pages;

    /** @param collection is closed with this */
    public MongoDbBackend(EntryCollection collection) {
        this.collection = collection;
        pages = new IndexedPages(
                (after, limit) -> entries(collection.unindexed(after, limit)),
                (user, after, limit) -> entries(collection.ofUser(user, after, limit)),
                (handle, after, limit) -> entries(collection.ofHandle(handle, after, limit)),
                (by, from, after, limit) -> entries(collection.expiring(by, from, after, limit)));
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isIndexed() {
        return collection.isIndexed();
    }

    @Override
    public long maxLength() {
        return collection.maxBytes();
    }

    @Override
    public boolean insert(Entry entry) {
        return collection.insert(document(entry));
    }

    @Override
    public int insertAll(Collection<Entry> entries) {
        return collection.insertAll(
                entries.stream().map(MongoDbBackend::document).toList());
    }

    @Override
    public boolean replace(Entry asRead, Entry next) {
        return collection.replace(asRead.json(), document(next));
    }

    @Override
    public List<Entry> get(Collection<String> ids) {
        return entries(collection.get(ids));
    }

    @Override
    public boolean delete(Entry asRead) {
        return collection.delete(asRead.id(), asRead.json());
    }

    @Override
    public void deleteAll(Collection<String> ids) {
        collection.deleteAll(ids);
    }

    @Override
    public EntryPage scan(EntryQuery query, @Nullable String cursor, int limit) {
        if (query.isIndexed() && isIndexed()) {
            return pages.page(query, cursor, limit);
        }
        Boolean roots = query.kind().roots();
        return EntryPage.byId(entries(collection.scan(roots, cursor == null ? "" : cursor, limit)), limit);
    }

    private static Document document(Entry entry) {
        return new Document(entry.id(), entry.json(), entry.type(), entry.isRoot(), entry.indexed());
    }

    private static List<Entry> entries(List<Document> documents) {
        return documents.stream()
                .map(each -> new Entry(each.id(), each.json(), each.type(), each.isRoot(), each.indexed()))
                .toList();
    }

    /** The collection's {@link com.mongodb.client.MongoClient}: the one it opened or the one handed in. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.of(collection.client()).filter(type::isInstance).map(type::cast);
    }

    @Override
    public void close() {
        collection.close();
    }
}

package dev.carnet.mongodb;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.document.IndexedHeader;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonType;
import org.jspecify.annotations.Nullable;

/**
 * The collection of KiokuDB's entries in MongoDB, a document each: what the engine {@code KiokuDB} keeps there. Thread-safe.
 *
 * <pre>
 * {_id: "...",                                the entry's id
 *  class: "Dancer::Session::KiokuDB",         repeats what the JSON says; missing if it names none
 *  root: true,                                the same; missing if it does not say so
 *  data: "{\"__CLASS__\":...}",               the entry as JSON; compared as a whole before it is replaced or deleted
 *  carnet_user: "...", carnet_handle: "...",  what is indexed of it: {@link IndexedHeader}
 *  carnet_expires: 1764500000000}
 * </pre>
 *
 * The fields are those of Perl's {@code KiokuDB::Backend::MongoDB}. There {@code data} is a document, whose references servers
 * before 5.0 do not take: to them a {@code $ref} belongs to an {@code $id}. What holds such a document is somebody else's and
 * left alone.
 */
public final class EntryCollection implements AutoCloseable {
    /** The collection. */
    public static final Setting<String> COLLECTION = Setting.of(
                    "collection", "a collection's name", MongoProvider::collectionName)
            .aliases("collection_name", "mongodb_coll", "coll")
            .defaultsTo("entries")
            .describedAs("The collection");

    private static final String CLASS = "class";
    private static final String ROOT = "root";
    private static final String DATA = "data";

    private static final BsonDocument BY_ID = new BsonDocument(SessionIds.ID, new BsonInt32(1));
    private static final BsonDocument BY_EXPIRY =
            new BsonDocument(EntryIndexes.EXPIRES, new BsonInt32(1)).append(SessionIds.ID, new BsonInt32(1));
    private static final BsonDocument TEXT = new BsonDocument("$type", new BsonInt32(BsonType.STRING.getValue()));

    /** A guarded write names the old entry and the new one in one document, which takes 16 MiB. */
    private static final long MAX_BYTES = (8 << 20) - (64 << 10);

    private final MongoClient client;
    private final MongoCollection<BsonDocument> collection;
    private final MongoFailures failures;
    private final boolean isIndexed;
    private final Runnable onClose;

    /**
     * An entry.
     *
     * @param json all of it
     * @param type its class in Perl, or null for a plain value
     * @param isRoot whether it is kept though nothing refers to it
     * @param indexed what is indexed of it; null where another program wrote it
     */
    public record Document(
            String id,
            String json,
            @Nullable String type,
            boolean isRoot,
            @Nullable IndexedHeader indexed) {}

    private EntryCollection(MongoClient client, MongoPlace place, boolean isIndexed, Runnable onClose) {
        this.client = client;
        this.isIndexed = isIndexed;
        this.collection = place.collection().withDocumentClass(BsonDocument.class);
        this.failures = place.failures();
        this.onClose = onClose;
    }

    /** The settings of a server and a database, as the engine MongoDB has them, and the collection. */
    public static List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(MongoConnection.SETTINGS);
        settings.addAll(List.of(MongoProvider.DANCER_2_DATABASE, COLLECTION, MongoProvider.WRITE_CONCERN));
        return settings;
    }

    /** Throws {@link ConfigurationException} if the settings do not name one database. */
    public static void check(Settings settings) {
        MongoProvider.checkPlace(settings);
    }

    private static MongoOptions options(Settings settings) {
        return MongoOptions.in(MongoProvider.database(settings))
                .collection(settings.get(COLLECTION))
                .writeConcern(settings.find(MongoProvider.WRITE_CONCERN).orElse(null))
                .timeout(settings.get(MongoConnection.TIMEOUT));
    }

    /**
     * The operator's view of the collection.
     *
     * @param create whether it is made when it is opened
     */
    public static StoreSetup setup(Settings settings, boolean create) {
        return MongoProvider.connected(
                settings,
                EntryCollection::options,
                (connection, options) ->
                        new EntriesSetup(connection, MongoPlace.of(connection.client(), options), create));
    }

    /**
     * Opens the collection.
     *
     * @param create whether to make it if it is not there
     * @throws ConfigurationException if the settings do not fit together
     * @throws SessionStoreException if the server cannot be reached, or the collection is not there or cannot hold entries
     */
    public static EntryCollection open(Settings settings, boolean create) {
        return MongoProvider.connected(settings, EntryCollection::options, (connection, options) -> {
            MongoPlace place = MongoPlace.of(connection.client(), options);
            place.requireUsable();
            if (!place.isThere()) {
                if (!create) {
                    throw new SessionStoreException(
                            "MongoDB: there is no collection "
                                    + place.failures().place() + "; run `carnet init`, which creates it",
                            null);
                }
                place.create();
                new EntryIndexes(place).createIfAllowed();
            }
            return new EntryCollection(
                    connection.client(), place, new EntryIndexes(place).areThere(), connection::close);
        });
    }

    /** The most bytes an entry's JSON in ASCII may have. */
    public long maxBytes() {
        return MAX_BYTES;
    }

    /** The client: own or handed in. */
    public MongoClient client() {
        return client;
    }

    /** Inserts an entry; false if the id is taken. */
    public boolean insert(Document entry) {
        return failures.insert("the entry could not be stored", () -> collection.insertOne(written(entry)));
    }

    /** Inserts entries in one command; gives how many, leaving out those whose id is taken. */
    public int insertAll(Collection<Document> entries) {
        List<BsonDocument> all = entries.stream().map(EntryCollection::written).toList();
        return all.size()
                - failures.insertAll(
                                "entries could not be stored",
                                () -> collection.insertMany(all, new InsertManyOptions().ordered(false)))
                        .size();
    }

    /** Replaces an entry if the JSON under its id equals this; otherwise returns false. */
    public boolean replace(String asRead, Document next) {
        return failures.write(
                "the entry could not be stored",
                () -> Steps.one(() -> collection
                        .replaceOne(unchanged(next.id(), asRead), written(next))
                        .getMatchedCount()));
    }

    /** Deletes an entry if the JSON under its id equals this; otherwise returns false. */
    public boolean delete(String id, String asRead) {
        return failures.write(
                "the entry could not be deleted",
                () -> Steps.one(steps -> RepeatedDelete.delete(steps, collection, unchanged(id, asRead))));
    }

    private static BsonDocument unchanged(String id, String asRead) {
        return new BsonDocument(SessionIds.ID, new BsonString(id)).append(DATA, new BsonString(asRead));
    }

    /** Deletes entries unconditionally, in one command. */
    public void deleteAll(Collection<String> ids) {
        failures.write("entries could not be deleted", () -> collection.deleteMany(among(ids)));
    }

    /** The existing entries with these ids, in one command, unless they exceed the size of one answer. */
    public List<Document> get(Collection<String> ids) {
        return read("entries could not be read", collection.find(among(ids)), ids.size());
    }

    private static BsonDocument among(Collection<String> ids) {
        BsonArray all = new BsonArray(ids.stream().map(BsonString::new).toList());
        return new BsonDocument(SessionIds.ID, new BsonDocument("$in", all)).append(DATA, TEXT);
    }

    /**
     * Entries in the order of their ids.
     *
     * @param roots whether roots are wanted or all others; null for both
     * @param after the id behind which to begin; empty for the first
     */
    public List<Document> scan(@Nullable Boolean roots, String after, int limit) {
        BsonDocument filter = behind(after);
        if (roots != null) {
            filter.append(ROOT, roots ? BsonBoolean.TRUE : new BsonDocument("$ne", BsonBoolean.TRUE));
        }
        FindIterable<BsonDocument> found =
                collection.find(filter.append(DATA, TEXT)).sort(BY_ID).hint(BY_ID);
        return read("entries could not be listed", found.limit(limit), limit);
    }

    private static BsonDocument behind(String id) {
        return new BsonDocument(SessionIds.ID, new BsonDocument("$gt", new BsonString(id)));
    }

    /** Whether the collection had indexes for the following methods when it was opened; without them each reads all of it. */
    public boolean isIndexed() {
        return isIndexed;
    }

    /** The entries of a user's sessions, in the order of their ids. */
    public List<Document> ofUser(String user, String after, int limit) {
        return search(behind(after).append(EntryIndexes.USER, new BsonString(user)), BY_ID, limit);
    }

    /** The entries of sessions with a handle, in the order of their ids. */
    public List<Document> ofHandle(String handle, String after, int limit) {
        return search(behind(after).append(EntryIndexes.HANDLE, new BsonString(handle)), BY_ID, limit);
    }

    /**
     * The entries of sessions that expire by a time, in the order of their expiry and their ids.
     *
     * @param by milliseconds since 1970
     * @param from the expiry to begin with
     * @param after the id behind which to begin among those of this expiry
     */
    public List<Document> expiring(long by, long from, String after, int limit) {
        BsonDocument between = new BsonDocument("$gte", new BsonInt64(from)).append("$lte", new BsonInt64(by));
        BsonDocument later = new BsonDocument(EntryIndexes.EXPIRES, new BsonDocument("$gt", new BsonInt64(from)));
        BsonDocument filter = new BsonDocument(EntryIndexes.EXPIRES, between)
                .append("$or", new BsonArray(List.of(later, behind(after))));
        return search(filter, BY_EXPIRY, limit);
    }

    /** Entries that are not in the index, in the order of their ids. */
    public List<Document> unindexed(String after, int limit) {
        return search(behind(after).append(EntryIndexes.EXPIRES, BsonNull.VALUE), BY_EXPIRY, limit);
    }

    private List<Document> search(BsonDocument filter, BsonDocument order, int limit) {
        FindIterable<BsonDocument> found =
                collection.find(filter.append(DATA, TEXT)).sort(order);
        return read("entries could not be searched", found.limit(limit), limit);
    }

    private List<Document> read(String failure, FindIterable<BsonDocument> found, int batch) {
        return failures.call(
                failure, () -> found.batchSize(batch).map(EntryCollection::read).into(new ArrayList<>()));
    }

    private static BsonDocument written(Document entry) {
        BsonDocument document = new BsonDocument(SessionIds.ID, new BsonString(entry.id()));
        String type = entry.type();
        if (type != null) {
            document.append(CLASS, new BsonString(type));
        }
        if (entry.isRoot()) {
            document.append(ROOT, BsonBoolean.TRUE);
        }
        document.append(DATA, new BsonString(entry.json()));
        IndexedHeader indexed = entry.indexed();
        if (indexed != null) {
            document.append(EntryIndexes.EXPIRES, new BsonInt64(indexed.expiresAt()));
            append(EntryIndexes.USER, indexed.user(), document);
            append(EntryIndexes.HANDLE, indexed.handle(), document);
        }
        return document;
    }

    private static void append(String field, @Nullable String value, BsonDocument document) {
        if (value != null) {
            document.append(field, new BsonString(value));
        }
    }

    private static @Nullable IndexedHeader indexed(BsonDocument document) {
        return document.isNumber(EntryIndexes.EXPIRES)
                ? new IndexedHeader(
                        text(EntryIndexes.USER, document),
                        text(EntryIndexes.HANDLE, document),
                        document.getNumber(EntryIndexes.EXPIRES).longValue())
                : null;
    }

    private static @Nullable String text(String field, BsonDocument document) {
        return document.isString(field) ? document.getString(field).getValue() : null;
    }

    private static Document read(BsonDocument document) {
        return new Document(
                document.getString(SessionIds.ID).getValue(),
                document.getString(DATA).getValue(),
                text(CLASS, document),
                BsonBoolean.TRUE.equals(document.get(ROOT)),
                indexed(document));
    }

    /** Closes the client; one that was handed in stays open. */
    @Override
    public void close() {
        onClose.run();
    }
}

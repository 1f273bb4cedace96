package dev.carnet.mongodb;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** The indexes on the collection of entries: what finds sessions among them. */
final class EntryIndexes {
    static final String USER = "carnet_user";
    static final String HANDLE = "carnet_handle";
    static final String EXPIRES = "carnet_expires";

    private static final List<BsonDocument> WANTED = List.of(ascending(USER), ascending(HANDLE), ascending(EXPIRES));

    private final MongoPlace place;

    EntryIndexes(MongoPlace place) {
        this.place = place;
    }

    /** With the id, so that entries come in the order of a scan. */
    private static BsonDocument ascending(String field) {
        return new BsonDocument(field, new BsonInt32(1)).append(SessionIds.ID, new BsonInt32(1));
    }

    /** The keys of those that the collection lacks; all, if it is not there. */
    List<BsonDocument> missing() {
        return place.failures().call("the indexes could not be listed", () -> {
            List<BsonDocument> missing = new ArrayList<>(WANTED);
            place.collection().listIndexes(BsonDocument.class).forEach(each -> missing.remove(each.getDocument("key")));
            return missing;
        });
    }

    /** Creates them, without a time limit. */
    void create() {
        MongoCollection<?> collection = place.collection().withTimeout(0, TimeUnit.SECONDS);
        missing()
                .forEach(each -> place.failures()
                        .write("the index on " + each.getFirstKey() + " could not be created", () -> {
                            collection.createIndex(each);
                            return true;
                        }));
    }
}

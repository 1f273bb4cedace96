package dev.carnet.mongodb;

import com.mongodb.client.MongoCollection;
import dev.carnet.error.SessionStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes on the collection of entries: what finds sessions among them. */
final class EntryIndexes {
    static final String USER = "carnet_user";
    static final String HANDLE = "carnet_handle";
    static final String EXPIRES = "carnet_expires";

    /** What it means that they are missing, and what to do. */
    static final String LACKING =
            "there is no index for sessions, so that each sweep, and each search by user or handle, reads all"
                    + " entries; run `carnet init`, which creates it, and restart the servers";

    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.mongodb");
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
            List<BsonDocument> existing =
                    place.collection().listIndexes(BsonDocument.class).into(new ArrayList<>());
            return WANTED.stream()
                    .filter(each -> existing.stream().noneMatch(there -> isOn(each, there)))
                    .toList();
        });
    }

    private static boolean isOn(BsonDocument keys, BsonDocument existing) {
        return List.copyOf(keys.keySet())
                .equals(List.copyOf(existing.getDocument("key").keySet()));
    }

    /** Whether all are there; where the server does not tell, none is presumed to be. */
    boolean areThere() {
        try {
            boolean areThere = missing().isEmpty();
            if (!areThere) {
                LOG.warn("MongoDB: {}: {}", place.failures().place(), LACKING);
            }
            return areThere;
        } catch (SessionStoreException e) {
            LOG.warn("MongoDB: each sweep and search reads all entries: {}", e.getMessage());
            return false;
        }
    }

    /** Creates them; if the server refuses that, everything works without them, but slower. */
    void createIfAllowed() {
        try {
            create();
        } catch (SessionStoreException e) {
            LOG.warn("MongoDB: entries stay without an index: {}", e.getMessage());
        }
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

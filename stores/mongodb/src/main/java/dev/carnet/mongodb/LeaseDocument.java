package dev.carnet.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import dev.carnet.spi.document.LeaseRecord;
import dev.carnet.spi.document.LeaseRefusal;
import dev.carnet.spi.document.StoredHeader;
import java.time.Instant;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * Which process sweeps a collection, in a document of it:
 *
 * <pre>
 * {_id: "sweeper",          with a session_scope, its eight letters besides
 *  format: "lease",         so that no session has it; in {@link Layout#TOP_LEVEL} under __carnet, like what follows
 *  handle: "s...",          the sweeper's name
 *  endsAt: ISODate(...)}    the end of its claim
 * </pre>
 *
 * One upsert claims it. If another process holds it, the upsert finds nothing and its insertion meets the taken
 * {@code _id}. The document has no {@code expiresAt}, so neither the TTL index nor a sweep finds it. Thread-safe.
 */
final class LeaseDocument {
    private static final int FAILED_VALIDATION = 121;

    private final MongoCollection<RawBsonDocument> collection;
    private final Layout layout;
    private final LeaseRefusal refusal = new LeaseRefusal("MongoDB");

    LeaseDocument(MongoCollection<RawBsonDocument> collection, Layout layout) {
        this.collection = collection;
        this.layout = layout;
    }

    /** See {@link dev.carnet.spi.SessionStore#claimSweep}. A collection whose rules refuse the document lets every process sweep. */
    boolean claim(String keyPrefix, String sweeper, Instant now, Instant until) {
        BsonDocument mine = new BsonDocument(layout.path(Layout.HANDLE), new BsonString(sweeper));
        BsonDocument filter = new BsonDocument(SessionIds.ID, new BsonString(StoredHeader.LEASE + keyPrefix))
                .append(
                        "$or",
                        new BsonArray(List.of(
                                mine,
                                ends(BsonNull.VALUE),
                                ends(new BsonDocument("$lte", date(now))),
                                ends(new BsonDocument("$gt", date(LeaseRecord.latest(now, until)))))));
        BsonDocument claim = new BsonDocument(layout.path(Layout.FORMAT), new BsonString(StoredHeader.LEASE_FORMAT))
                .append(layout.path(Layout.HANDLE), new BsonString(sweeper))
                .append(layout.path(Layout.ENDS), date(until));
        try {
            return new Steps()
                            .run(() -> found(collection.updateOne(
                                    filter, new BsonDocument("$set", claim), new UpdateOptions().upsert(true))))
                    > 0;
        } catch (MongoException e) {
            if (MongoFailures.isDuplicateKey(e)) {
                return false;
            }
            if (e.getCode() == FAILED_VALIDATION) {
                refusal.tell("a validation rule of the collection");
                return true;
            }
            throw e;
        }
    }

    private BsonDocument ends(BsonValue condition) {
        return new BsonDocument(layout.path(Layout.ENDS), condition);
    }

    private static long found(UpdateResult result) {
        return result.getMatchedCount() + (result.getUpsertedId() == null ? 0 : 1);
    }

    private static BsonDateTime date(Instant instant) {
        return new BsonDateTime(instant.toEpochMilli());
    }
}

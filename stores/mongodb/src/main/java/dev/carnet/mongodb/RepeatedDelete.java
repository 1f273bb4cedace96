package dev.carnet.mongodb;

import com.mongodb.client.MongoCollection;
import dev.carnet.error.SessionStoreException;
import org.bson.BsonDocument;

/**
 * Deletes a document reliably. Some servers compatible with MongoDB answer "0 deleted" for a document that a parallel
 * write has just moved (PostgreSQL with DocumentDB). So a deletion that found nothing searches for the document and, as
 * long as it exists, deletes it again. A successful deletion is one command.
 */
final class RepeatedDelete {
    private static final int MOST_ATTEMPTS = 10;
    private static final BsonDocument ID_ONLY = BsonDocument.parse("{_id: 1}");

    private RepeatedDelete() {}

    /**
     * Deletes the one document that matches a filter.
     *
     *
     * @param steps the write that this is a part of
     * @return whether this call deleted it; false means that there is none
     * @throws SessionStoreException if it is there after every attempt
     */
    static boolean delete(Steps steps, MongoCollection<?> collection, BsonDocument filter) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            if (steps.run(() -> collection.deleteOne(filter).getDeletedCount()) > 0) {
                return true;
            }
            if (collection.find(filter, BsonDocument.class).projection(ID_ONLY).first() == null) {
                return false;
            }
        }
        throw new SessionStoreException(
                "MongoDB: the server reports that it deleted nothing, but still returns the document. Look at the"
                        + " server's own log",
                null);
    }
}

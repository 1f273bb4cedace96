package dev.carnet.mongodb;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import dev.carnet.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions and reads their documents, each method in one command.
 *
 * @param collection the collection
 * @param layout where attributes and Carnet's fields stand
 * @param filters which documents are meant
 */
record SessionFinder(MongoCollection<RawBsonDocument> collection, Layout layout, Filters filters) {
    private static final BsonDocument BY_ID = new BsonDocument(SessionIds.ID, new BsonInt32(1));

    /** The document under a key. */
    Optional<RawBsonDocument> find(SessionKey key) {
        return Optional.ofNullable(collection.find(ids().is(key)).first());
    }

    /** Sessions that have expired; what is no session is not among them. */
    Batch expired(Instant by, int limit) {
        List<RawBsonDocument> found = list(collection.find(filters.expired(by)).projection(filters.header()), limit);
        List<SessionHeader> sessions = new ArrayList<>();
        for (RawBsonDocument each : found) {
            ids().key(each).flatMap(key -> header(each, key)).ifPresent(sessions::add);
        }
        return new Batch(sessions, found.size() == limit);
    }

    /**
     * Some of the sessions that were looked for.
     *
     * @param mayBeMore whether as many were found as were asked for
     */
    record Batch(List<SessionHeader> sessions, boolean mayBeMore) {}

    private Optional<SessionHeader> header(RawBsonDocument document, SessionKey key) {
        try {
            return Optional.of(DocumentReader.readHeader(layout, document, key));
        } catch (UnreadableSessionException left) {
            return Optional.empty();
        }
    }

    /**
     * A page of the documents that a query may mean, read in the order of an index: by another one a server might sort whole
     * documents in memory.
     */
    List<RawBsonDocument> matching(SessionQuery query, @Nullable String cursor, int limit) {
        FindIterable<RawBsonDocument> matching =
                collection.find(filters.matching(query, cursor)).sort(BY_ID);
        if (query.principal() == null) {
            matching.hint(BY_ID);
        }
        return list(query.attributes() ? matching : matching.projection(filters.header()), limit);
    }

    private static List<RawBsonDocument> list(FindIterable<RawBsonDocument> found, int limit) {
        return found.limit(limit).batchSize(limit).into(new ArrayList<>());
    }

    /** The sessions in documents that a query means. */
    SessionPage page(List<RawBsonDocument> found, SessionQuery query, int limit) {
        List<SessionRecord> sessions = new ArrayList<>();
        List<SessionKey> unreadable = new ArrayList<>();
        for (RawBsonDocument each : found) {
            ids().key(each).ifPresent(key -> {
                try {
                    SessionRecord session = query.attributes()
                            ? DocumentReader.read(layout, each, key)
                            : new SessionRecord(DocumentReader.readHeader(layout, each, key), Attributes.NONE);
                    if (query.matches(session.header())) {
                        sessions.add(session);
                    }
                } catch (UnreadableSessionException e) {
                    unreadable.add(key);
                }
            });
        }
        String next = found.size() < limit ? null : SessionIds.cursor(found.get(limit - 1));
        return new SessionPage(sessions, unreadable, next);
    }

    private SessionIds ids() {
        return filters.ids();
    }
}

package dev.carnet.mongodb;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.document.StoredHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions and reads their documents. Each method is one command.
 *
 * @param collection the collection
 * @param layout where attributes and Carnet's fields stand
 * @param filters which documents are meant
 */
record SessionFinder(MongoCollection<RawBsonDocument> collection, Layout layout, Filters filters) {
    /** The maximum number that is reported. */
    private static final int MOST_STRAYS = 1000;

    private static final BsonDocument BY_ID = new BsonDocument(SessionIds.ID, new BsonInt32(1));

    /** The document under a key. */
    Optional<RawBsonDocument> find(SessionKey key) {
        return Optional.ofNullable(collection.find(ids().is(key)).first());
    }

    /** Documents that may be sessions which have expired, the longest expired first. */
    List<RawBsonDocument> expired(SweepQuery query, @Nullable SweepPosition behind, int limit) {
        FindIterable<RawBsonDocument> expired = collection
                .find(filters.expired(query, behind))
                .sort(new BsonDocument(layout.path(Layout.EXPIRES), new BsonInt32(1)))
                .skip(behind == null ? 0 : behind.passedOver());
        return list(query.attributes() ? expired : expired.projection(filters.header()), limit);
    }

    /** The instant a document of {@link #expired} expired at. */
    Instant expiry(RawBsonDocument document) {
        BsonDocument own = layout == Layout.TOP_LEVEL ? document.getDocument(Layout.OWN) : document;
        return Instant.ofEpochMilli(own.getDateTime(Layout.EXPIRES).getValue());
    }

    /** The session in a document of {@link #expired}, without unreadable attributes. */
    SessionRecord swept(RawBsonDocument document, boolean attributes) {
        return attributes
                ? DocumentReader.read(layout, document, ids().key(document))
                : new SessionRecord(header(document), Attributes.NONE);
    }

    /** The documents with a handle, by its index. */
    Optional<SessionRecord> findByHandle(String handle) {
        RawBsonDocument found = collection.find(filters.handle(handle)).first();
        return found == null ? Optional.empty() : Optional.of(DocumentReader.read(layout, found, ids().key(found)));
    }

    /** Those keys of many under which something lies. */
    Set<SessionKey> present(Collection<SessionKey> keys) {
        Set<SessionKey> present = new HashSet<>();
        BsonDocument among = ids().isAmong(keys.stream().map(ids()::id).toList());
        collection.find(among).projection(BY_ID).forEach(each -> present.add(ids().key(each)));
        return present;
    }

    /**
     * The header in a document that was fetched without attributes.
     *
     * @throws UnreadableSessionException if there is none
     */
    SessionHeader header(RawBsonDocument document) {
        return DocumentReader.readHeader(layout, document, ids().key(document));
    }

    /**
     * A page of the documents that a query may mean, read in the order of an index: by another one a server might sort whole
     * documents in memory.
     */
    List<RawBsonDocument> matching(SessionQuery query, @Nullable String cursor, int limit) {
        FindIterable<RawBsonDocument> matching =
                collection.find(filters.matching(query, ids().isAfter(cursor))).sort(BY_ID);
        if (query.principal() == null) {
            matching.hint(BY_ID);
        }
        return list(query.attributes() ? matching : matching.projection(filters.header()), limit);
    }

    /** Documents with an {@code _id} that no session has, so that {@link #matching} never meets them. */
    List<RawBsonDocument> strays() {
        return list(collection.find(ids().isNoKey()).projection(BY_ID), MOST_STRAYS);
    }

    private static List<RawBsonDocument> list(FindIterable<RawBsonDocument> found, int limit) {
        return found.limit(limit).batchSize(limit).into(new ArrayList<>());
    }

    /** Those of one kind of keys after a cursor, and where they end those of the next. */
    List<RawBsonDocument> ofEveryKind(SessionQuery query, @Nullable String cursor, int limit) {
        List<RawBsonDocument> found = new ArrayList<>(matching(query, cursor, limit));
        String next = ids().nextKind(cursor);
        if (next != null && found.size() < limit) {
            found.addAll(matching(query, next, limit - found.size()));
        }
        return found;
    }

    /**
     * The sessions in documents that match a query.
     *
     *
     * @param strays what else there is
     */
    SessionPage page(List<RawBsonDocument> found, List<RawBsonDocument> strays, SessionQuery query, int limit) {
        List<SessionRecord> sessions = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (RawBsonDocument each : found) {
            if (StoredHeader.isLease(SessionIds.name(each))) {
                continue;
            }
            try {
                SessionRecord session = query.attributes()
                        ? DocumentReader.read(layout, each, ids().key(each))
                        : new SessionRecord(header(each), Attributes.NONE);
                if (query.matches(session.header())) {
                    sessions.add(session);
                }
            } catch (UnreadableSessionException e) {
                unreadable.add(SessionIds.name(each));
            }
        }
        strays.forEach(each -> unreadable.add(SessionIds.name(each)));
        String next = found.size() < limit ? null : SessionIds.cursor(found.get(limit - 1));
        return new SessionPage(sessions, unreadable, next);
    }

    private SessionIds ids() {
        return filters.ids();
    }
}

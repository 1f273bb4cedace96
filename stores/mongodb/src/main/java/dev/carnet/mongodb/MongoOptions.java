package dev.carnet.mongodb;

import com.mongodb.MongoNamespace;
import com.mongodb.WriteConcern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Options of sessions in MongoDB. Immutable.
 *
 * @param database the database
 * @param collection the collection. Default {@code sessions}
 * @param layout the place of the attributes in a document. Default {@link Layout#DATA}
 * @param objectIds whether keys of 24 hexadecimal digits are stored as ObjectIds. Default false
 * @param writeConcern how many members must have a write before it is acknowledged; null, the default, means the
 *     client's write concern, or {@code majority} if it has none
 * @param timeout the longest wait for an answer, including the search for a server, unless the client has a timeout.
 *     Default 5 seconds
 */
public record MongoOptions(
        String database,
        String collection,
        Layout layout,
        boolean objectIds,
        @Nullable WriteConcern writeConcern,
        Duration timeout) {
    /** The collection unless another is named. */
    public static final String DEFAULT_COLLECTION = "sessions";

    /** The timeout unless another is set. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** Throws {@link IllegalArgumentException} if a name is invalid or writes would not be acknowledged. */
    public MongoOptions {
        MongoNamespace.checkDatabaseNameValidity(database);
        MongoNamespace.checkCollectionNameValidity(collection);
        if (writeConcern != null && !writeConcern.isAcknowledged()) {
            throw new IllegalArgumentException("with w: 0, writes would not be acknowledged");
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("the timeout must be at least a millisecond");
        }
    }

    /** The defaults in a database. */
    public static MongoOptions in(String database) {
        return new MongoOptions(database, DEFAULT_COLLECTION, Layout.DATA, false, null, DEFAULT_TIMEOUT);
    }

    public MongoOptions collection(String name) {
        return new MongoOptions(database, name, layout, objectIds, writeConcern, timeout);
    }

    public MongoOptions layout(Layout value) {
        return new MongoOptions(database, collection, value, objectIds, writeConcern, timeout);
    }

    public MongoOptions objectIds(boolean value) {
        return new MongoOptions(database, collection, layout, value, writeConcern, timeout);
    }

    public MongoOptions writeConcern(@Nullable WriteConcern value) {
        return new MongoOptions(database, collection, layout, objectIds, value, timeout);
    }

    public MongoOptions timeout(Duration value) {
        return new MongoOptions(database, collection, layout, objectIds, writeConcern, value);
    }
}

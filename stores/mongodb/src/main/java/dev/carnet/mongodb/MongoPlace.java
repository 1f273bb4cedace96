package dev.carnet.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.carnet.error.SessionStoreException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * The database and collection of sessions.
 *
 * @param database read from the primary, within the timeout
 * @param collection the same, with the configured write concern
 * @param failures converts failures
 */
record MongoPlace(MongoDatabase database, MongoCollection<RawBsonDocument> collection, MongoFailures failures) {
    private static final int NAMESPACE_EXISTS = 48;

    /** Throws {@link IllegalArgumentException} if the client reads from others than the primary or does not wait for writes. */
    static MongoPlace of(MongoClient client, MongoOptions options) {
        if (!client.getReadPreference().equals(ReadPreference.primary())) {
            throw new IllegalArgumentException("the client's read preference is "
                    + client.getReadPreference().getName()
                    + ", but only the primary knows which sessions have ended; make it primary");
        }
        // Local on the primary: what one command has changed, the next one sees.
        MongoDatabase database = client.getDatabase(options.database())
                .withReadConcern(ReadConcern.LOCAL)
                .withWriteConcern(writeConcern(client, options));
        if (client.getTimeout(TimeUnit.MILLISECONDS) == null) {
            database = database.withTimeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
        }
        return new MongoPlace(
                database,
                database.getCollection(options.collection(), RawBsonDocument.class),
                new MongoFailures(
                        new Diagnosis(options.database() + "." + options.collection(), client::getClusterDescription)));
    }

    private static WriteConcern writeConcern(MongoClient client, MongoOptions options) {
        WriteConcern own = options.writeConcern();
        WriteConcern clients = client.getWriteConcern();
        if (!clients.isAcknowledged()) {
            throw new IllegalArgumentException(
                    "the client's write concern is w: 0, with which writes would not be acknowledged; make it"
                            + " majority");
        } else if (own != null) {
            return own;
        }
        return clients.isServerDefault() ? WriteConcern.MAJORITY : clients;
    }

    /** What the server says of the collection; empty if it is not there yet. */
    Optional<BsonDocument> description() {
        BsonDocument name = new BsonDocument(
                "name", new BsonString(collection.getNamespace().getCollectionName()));
        return Optional.ofNullable(failures.call(
                "the collection could not be inspected",
                () -> database.listCollections(BsonDocument.class).filter(name).first()));
    }

    boolean isThere() {
        return description().isPresent();
    }

    /** Makes the collection; that it is there already, since another process has made it, is no failure. */
    void create() {
        failures.write("the collection cannot be created", () -> {
            try {
                database.createCollection(collection.getNamespace().getCollectionName());
                return true;
            } catch (MongoCommandException e) {
                if (e.getErrorCode() != NAMESPACE_EXISTS) {
                    throw e;
                }
                return false;
            }
        });
    }

    /** What keeps the collection from holding sessions, if anything does. */
    Optional<String> problem() {
        return description()
                .flatMap(MongoPlace::problem)
                .map(is -> failures.place() + " " + is + "; use another collection");
    }

    /** Of a view nothing can be deleted, nor of a capped collection; a collation may overlook case. */
    static Optional<String> problem(BsonDocument description) {
        BsonDocument options = description.getDocument("options", new BsonDocument());
        String type =
                description.getString("type", new BsonString("collection")).getValue();
        if (!type.equals("collection")) {
            return Optional.of("is a " + type);
        } else if (options.getBoolean("capped", BsonBoolean.FALSE).getValue()) {
            return Optional.of("is capped, so sessions could not be ended");
        }
        return options.containsKey("collation")
                ? Optional.of("has a collation, which may treat two ids as equal")
                : Optional.empty();
    }

    /**
     * @throws SessionStoreException if the server cannot be reached or the collection has a problem
     */
    void requireUsable() {
        problem().ifPresent(problem -> {
            throw new SessionStoreException("MongoDB: " + problem, null);
        });
    }
}

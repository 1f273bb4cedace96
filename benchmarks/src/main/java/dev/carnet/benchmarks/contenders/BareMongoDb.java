package dev.carnet.benchmarks.contenders;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** The driver, and a document with the least that a session needs: a value for each attribute, so that a change sends one. */
final class BareMongoDb extends FilterContender {
    private final String uri;
    private final String database;

    BareMongoDb(String uri, String database) {
        super("bare driver");
        this.uri = uri;
        this.database = database;
    }

    @Override
    public boolean isBare() {
        return true;
    }

    @Override
    Filter filter(Payload payload) {
        MongoClient client = MongoClients.create(uri);
        return new OwningFilter(
                new Documents(payload, client.getDatabase(database).getCollection("sessions", BsonDocument.class)),
                client::close);
    }

    private static final class Documents extends BareFilter {
        private static final String DATA = "data";
        private static final String VERSION = "version";
        private static final String EXPIRES = "expiresAt";

        private final MongoCollection<BsonDocument> collection;

        private Documents(Payload payload, MongoCollection<BsonDocument> collection) {
            super(payload);
            this.collection = collection;
        }

        @Override
        @Nullable
        Stored get(String id) {
            BsonDocument found = collection.find(Filters.eq(id)).first();
            return found != null && found.getDateTime(EXPIRES).getValue() > System.currentTimeMillis()
                    ? new Stored(
                            found.getDocument(DATA).getString(Payload.ATTRIBUTE).getValue(),
                            found.getInt64(VERSION).getValue())
                    : null;
        }

        @Override
        void insert(String id, Stored session) {
            BsonDocument data = new BsonDocument();
            session.attributes().forEach((name, value) -> data.append(name, new BsonString(value)));
            collection.insertOne(new BsonDocument("_id", new BsonString(id))
                    .append(DATA, data)
                    .append(VERSION, new BsonInt64(session.version()))
                    .append(EXPIRES, expiry()));
        }

        /** One attribute's text is what is read and written. A new id takes a new document, and a second command. */
        @Override
        boolean put(String id, long version, String newId, Stored session) {
            BsonDocument guard = new BsonDocument("_id", new BsonString(id)).append(VERSION, new BsonInt64(version));
            if (!newId.equals(id)) {
                insert(newId, new Stored(session.text().repeat(Payload.ATTRIBUTES), session.version()));
                return collection.deleteOne(guard).getDeletedCount() == 1;
            }
            return collection
                            .updateOne(
                                    guard,
                                    Updates.combine(
                                            Updates.set(DATA + "." + Payload.ATTRIBUTE, session.text()),
                                            Updates.set(VERSION, session.version()),
                                            Updates.set(EXPIRES, expiry())))
                            .getModifiedCount()
                    == 1;
        }

        private static BsonDateTime expiry() {
            return new BsonDateTime(System.currentTimeMillis() + LIFE_MILLIS);
        }

        @Override
        void delete(String id) {
            collection.deleteOne(Filters.eq(id));
        }
    }
}

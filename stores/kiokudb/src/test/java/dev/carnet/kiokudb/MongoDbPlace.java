package dev.carnet.kiokudb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionStore;
import dev.carnet.testservers.TestServers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * A database of its own for one test, reached through the configuration as an application does, and through a client.
 *
 * @param name the database
 */
record MongoDbPlace(String name) implements EntryPlace.Door {
    /** One for all tests of the JVM: each would have threads of its own. */
    private static final MongoClient DOOR = MongoClients.create(TestServers.mongoDbUri());

    static MongoDbPlace fresh() {
        return new MongoDbPlace("carnet_kioku_" + UUID.randomUUID().toString().replace("-", ""));
    }

    CarnetConfig config(Map<String, ?> more) {
        Map<String, Object> options = new HashMap<>(more);
        options.put("dbname", name);
        if (!options.containsKey("client")) {
            options.put("uri", TestServers.mongoDbUri());
        }
        return CarnetConfig.builder()
                .session("KiokuDB")
                .set("kiokudb_backend", "MongoDB")
                .set("kiokudb_backend_opts", options)
                .build();
    }

    SessionStore open(Map<String, ?> more) {
        CarnetConfig config = config(more);
        return config.provider().open(config.settings(), config.options());
    }

    SessionStore open() {
        return open(Map.of());
    }

    EntryPlace place() {
        return new EntryPlace(this, this::open, this::drop);
    }

    void drop() {
        DOOR.getDatabase(name).drop();
    }

    MongoCollection<BsonDocument> collection() {
        return DOOR.getDatabase(name).getCollection("entries", BsonDocument.class);
    }

    private static BsonDocument is(String id) {
        return new BsonDocument("_id", new BsonString(id));
    }

    @Override
    public Optional<String> read(String id) {
        return Optional.ofNullable(collection().find(is(id)).first())
                .map(document -> document.getString("data").getValue());
    }

    @Override
    public void write(String id, String json) {
        BsonDocument document = BsonDocument.parse("{class: '" + SessionEntry.TYPE + "', root: true}");
        collection()
                .replaceOne(is(id), document.append("data", new BsonString(json)), new ReplaceOptions().upsert(true));
    }
}

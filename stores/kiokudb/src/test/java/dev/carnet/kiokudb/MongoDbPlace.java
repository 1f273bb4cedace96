package dev.carnet.kiokudb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionStore;
import dev.carnet.testservers.TestServers;
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

    /** A store where {@link #path} leads, as another process opens it. */
    static SessionStore at(String path) {
        String[] nameAndUri = path.split(" ", 2);
        return open(config(Map.of("dbname", nameAndUri[0], "uri", nameAndUri[1])));
    }

    /** What leads another process here. */
    String path() {
        return name + " " + TestServers.mongoDbUri();
    }

    private static CarnetConfig config(Map<String, ?> options) {
        return CarnetConfig.builder()
                .session("KiokuDB")
                .set("kiokudb_backend", "MongoDB")
                .set("kiokudb_backend_opts", options)
                .build();
    }

    private static SessionStore open(CarnetConfig config) {
        return config.provider().open(config.settings(), config.options());
    }

    /** The configuration with some more options. */
    CarnetConfig with(String option, Object value) {
        return config(Map.of("uri", TestServers.mongoDbUri(), "dbname", name, option, value));
    }

    /** On a client that was handed in. */
    SessionStore open(MongoClient client) {
        return open(config(Map.of("client", client, "dbname", name)));
    }

    SessionStore open() {
        return at(path());
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

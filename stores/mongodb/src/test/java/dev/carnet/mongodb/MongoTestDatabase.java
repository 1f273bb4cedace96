package dev.carnet.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testkit.StallableStore;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * A database of its own for one test on the server under test, empty at first; its second door is a client past the store.
 *
 * @param name the database
 * @param layout where attributes stand
 * @param objectIds whether ids of 24 hexadecimal digits are ObjectIds
 */
record MongoTestDatabase(String name, Layout layout, boolean objectIds) implements StorePlace {
    static final String COLLECTION = "sessions";

    private static final MongoProvider PROVIDER = new MongoProvider();

    /** One for all tests of the JVM: each would have threads of its own. */
    private static final MongoClient DOOR = MongoClients.create(TestServers.mongoDbUri());

    static MongoTestDatabase fresh() {
        return fresh(Layout.DATA, false);
    }

    static MongoTestDatabase fresh(Layout layout, boolean objectIds) {
        return new MongoTestDatabase(
                "carnet_test_" + UUID.randomUUID().toString().replace("-", ""), layout, objectIds);
    }

    /** With its indexes. */
    MongoTestDatabase initialised() {
        try (StoreSetup setup = setup()) {
            setup.apply();
        }
        return this;
    }

    Settings.Builder settings() {
        return Settings.builder(setting -> "carnet.yml line 3, " + setting)
                .set(MongoConnection.URI, TestServers.mongoDbUri())
                .set(MongoConnection.DATABASE, name)
                .set(MongoProvider.LAYOUT, layout)
                .set(MongoProvider.OBJECT_IDS, objectIds);
    }

    StoreSetup setup() {
        return PROVIDER.setup(settings().build(), SessionOptions.DEFAULTS);
    }

    MongoOptions options() {
        return MongoOptions.in(name).layout(layout).objectIds(objectIds);
    }

    MongoDatabase database() {
        return DOOR.getDatabase(name);
    }

    MongoCollection<BsonDocument> collection() {
        return database().getCollection(COLLECTION, BsonDocument.class);
    }

    private static BsonDocument id(SessionKey key) {
        return new BsonDocument("_id", new BsonString(key.value()));
    }

    @Override
    public SessionStore open() {
        return PROVIDER.open(settings().build(), SessionOptions.DEFAULTS);
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return Optional.ofNullable(collection().find(id(key)).first()).map(BsonDocument::toJson);
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        BsonDocument attributes = BsonDocument.parse(json);
        BsonDocument document = id(key);
        if (layout == Layout.DATA) {
            document.append("data", attributes);
        } else {
            document.putAll(attributes);
        }
        collection().insertOne(document);
        return true;
    }

    @Override
    public boolean spoil(SessionKey key) {
        String field = layout == Layout.DATA ? "data" : "__carnet";
        collection().updateOne(id(key), new BsonDocument("$set", new BsonDocument(field, new BsonString("rubbish"))));
        return true;
    }

    /** Where the tests run on one server. */
    @Override
    public Optional<StallableStore> openStallable() throws IOException {
        ConnectionString server = new ConnectionString(TestServers.mongoDbUri());
        if (server.getHosts().size() > 1 || server.isSrvProtocol() || server.getRequiredReplicaSetName() != null) {
            return Optional.empty();
        }
        return Optional.of(new StallableMongo(
                new ServerAddress(server.getHosts().get(0)).getPort(),
                uri -> PROVIDER.open(
                        settings()
                                .set(MongoConnection.URI, uri)
                                .set(MongoConnection.TIMEOUT, StallableMongo.TIMEOUT)
                                .build(),
                        SessionOptions.DEFAULTS)));
    }

    @Override
    public Litter litter() {
        String own = "handle: 's.odd', version: NumberLong(1), expiresAt: {$date: 0}";
        String fields = layout == Layout.DATA ? "data: {}, " + own : "__carnet: {" + own + "}";
        String damaged = fields.replace("'s.odd'", "[]");
        collection()
                .insertMany(Stream.of(
                                "{_id: 5, " + fields + "}",
                                "{_id: {a: 1}, " + fields + "}",
                                "{_id: '', " + fields + "}",
                                "{_id: '" + "x".repeat(129) + "', " + fields + "}",
                                "{_id: 'damaged', " + damaged + "}")
                        .map(BsonDocument::parse)
                        .toList());
        return new Litter(5, 5);
    }

    @Override
    public boolean claimsSweeps() {
        return true;
    }

    @Override
    public void close() {
        database().drop();
    }
}

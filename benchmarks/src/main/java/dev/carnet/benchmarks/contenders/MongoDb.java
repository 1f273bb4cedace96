package dev.carnet.benchmarks.contenders;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Library;
import dev.carnet.mongodb.MongoConnection;
import dev.carnet.mongodb.MongoProvider;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.MongoDbServer;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Sessions in MongoDB, or in a server that speaks its protocol. Everybody has a database of its own. */
final class MongoDb implements ContenderPlace {
    private static final String BARE = "benchmark_bare";
    private static final String CARNET = "benchmark_carnet";
    private static final String SPRING = "benchmark_spring";

    private final String uri;
    private final @Nullable MongoDbServer substitute;
    private final MongoClient client;

    /** Questions put to it. */
    private long questions;

    private MongoDb(String uri, @Nullable MongoDbServer substitute) {
        this.uri = uri;
        this.substitute = substitute;
        client = MongoClients.create(uri);
        drop();
    }

    /** MongoDB where a connection string says. */
    static MongoDb at(String uri) {
        return new MongoDb(uri, null);
    }

    /** What stands in for MongoDB where there is none. */
    static MongoDb instead(MongoDbServer server) {
        return new MongoDb(server.uri(), server);
    }

    @Override
    public String name() {
        return "MongoDB";
    }

    @Override
    public String versions() {
        String clients = ", " + Library.of(MongoClient.class) + ", " + Library.of(MongoTemplate.class);
        if (substitute != null) {
            return "Instead of MongoDB, " + Library.of(MongoServer.class) + clients
                    + ": an in-memory server inside the measuring process, so its work is part of every contender's"
                    + " processor time, and nothing is durable";
        }
        Bson about = new Document("buildInfo", 1);
        return "MongoDB " + client.getDatabase("admin").runCommand(about).getString("version") + clients;
    }

    /** MongoDB itself also counts by what drivers watch it, so it is not asked. */
    @Override
    public OptionalLong asked() {
        return substitute == null ? OptionalLong.empty() : OptionalLong.of(substitute.commands() + ++questions);
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new BareMongoDb(uri, BARE),
                new CarnetContender(
                        "MongoDB",
                        new MongoProvider(),
                        Settings.builder(Object::toString)
                                .set(MongoConnection.URI, uri)
                                .set(MongoConnection.DATABASE, CARNET)
                                .build()),
                new SpringMongoDb(uri, SPRING));
    }

    private void drop() {
        for (String each : List.of(BARE, CARNET, SPRING)) {
            client.getDatabase(each).drop();
        }
    }

    @Override
    public void close() {
        drop();
        client.close();
    }
}

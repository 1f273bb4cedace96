package dev.carnet.benchmarks.scale;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.carnet.hazelcast.HazelcastOptions;
import dev.carnet.hazelcast.HazelcastProvider;
import dev.carnet.hazelcast.HazelcastSettings;
import dev.carnet.kiokudb.KiokuDbProvider;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.mongodb.MongoConnection;
import dev.carnet.mongodb.MongoProvider;
import dev.carnet.redis.RedisProvider;
import dev.carnet.redis.RedisSettings;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** What is no database of tables. */
final class OpenPlaces {
    private static final String DATABASE = "carnet_scale";

    private OpenPlaces() {}

    static ScalePlace memory() {
        return new ScalePlace("Memory", new MemorySessionStore(), Meters.heap(), () -> {}, () -> {});
    }

    static ScalePlace files() throws IOException {
        Path directory = ScratchFolder.create();
        return new ScalePlace(
                "KiokuDB (files)",
                StoreFactory.open(
                        new KiokuDbProvider(),
                        Map.of(
                                "kiokudb_backend",
                                "Files",
                                "kiokudb_backend_opts",
                                Map.of("dir", directory.resolve("entries").toString()))),
                Meters.heap(),
                () -> {},
                () -> ScratchFolder.delete(directory));
    }

    /** With the index of expiries, as where a listener is told of every end. */
    static ScalePlace redis() {
        RedisServer server = RedisServer.start(TestServers.directory(), "save \"\"");
        HostAndPort address = new HostAndPort("127.0.0.1", server.port());
        RedisClient client = RedisClient.create(address);
        Settings settings = Settings.builder(Object::toString)
                .set(RedisSettings.SERVER, address)
                .set(RedisSettings.EXPIRY_INDEX, true)
                .build();
        return new ScalePlace(
                "Redis", StoreFactory.open(new RedisProvider(), settings), Meters.redis(client), () -> {}, () -> {
                    client.close();
                    server.close();
                });
    }

    /** A server, if the tests' variable names one, or what stands in for it. */
    static ScalePlace mongoDb() {
        CountedCommands commands = new CountedCommands();
        MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestServers.mongoDbUri()))
                .addCommandListener(commands)
                .build());
        client.getDatabase(DATABASE).drop();
        Settings settings = Settings.builder(Object::toString)
                .set(MongoConnection.CLIENT, client)
                .set(MongoConnection.DATABASE, DATABASE)
                .build();
        String name = TestServers.mongoDbNamed().isPresent() ? "MongoDB" : "MongoDB (mongo-java-server)";
        return new ScalePlace(name, StoreFactory.open(new MongoProvider(), settings), commands, () -> {}, () -> {
            client.getDatabase(DATABASE).drop();
            client.close();
        });
    }

    /** One member in this process. */
    static ScalePlace hazelcast() {
        Config config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.logging.type", "none");
        NetworkConfig network = config.getNetworkConfig();
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
        Settings settings = Settings.builder(Object::toString)
                .set(HazelcastSettings.INSTANCE, () -> member)
                .build();
        return new ScalePlace(
                "Hazelcast (one member)",
                StoreFactory.open(new HazelcastProvider(), settings),
                Meters.hazelcast(member.getMap(HazelcastOptions.DEFAULT_MAP)),
                () -> {},
                () -> member.getLifecycleService().terminate());
    }
}

package dev.carnet.testservers;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The servers that the tests of one JVM share: each starts when it is first asked for and ends with the JVM. Unpacked
 * programs are kept in {@code target/servers} from run to run, data never. Thread-safe.
 */
public final class TestServers {
    private static final Path DIRECTORY =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/servers");

    private TestServers() {}

    public static MariaDbServer mariaDb() {
        return MariaDbHolder.SERVER;
    }

    /** Only where {@link MySqlServer#problem} finds none. */
    public static MySqlServer mySql() {
        return MySqlHolder.SERVER;
    }

    public static PostgresServer postgres() {
        return PostgresHolder.SERVER;
    }

    public static MongoDbServer mongoDb() {
        return MongoDbHolder.SERVER;
    }

    /**
     * The server that the tests of MongoDB run on: the one that the variable {@code CARNET_TEST_MONGODB_URI} names, such as a
     * replica set, or {@link #mongoDb()}.
     */
    public static String mongoDbUri() {
        return mongoDbNamed().orElseGet(() -> mongoDb().uri());
    }

    /** What the variable {@code CARNET_TEST_MONGODB_URI} names. */
    public static Optional<String> mongoDbNamed() {
        return Optional.ofNullable(System.getenv("CARNET_TEST_MONGODB_URI")).filter(uri -> !uri.isBlank());
    }

    public static RedisServer redis() {
        return RedisHolder.SERVER;
    }

    public static RedisCluster redisCluster() {
        return RedisClusterHolder.CLUSTER;
    }

    public static RedisSentinel redisSentinel() {
        return RedisSentinelHolder.SENTINEL;
    }

    /** Only where {@link Chromium#problem} finds none; the module that uses it depends on Selenium. */
    public static Chromium chromium() {
        return ChromiumHolder.CHROMIUM;
    }

    /** Where the servers are. */
    public static Path directory() {
        return DIRECTORY;
    }

    private static <T extends AutoCloseable> T untilTheEnd(T server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        return server;
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("a server could not be stopped", e);
        }
    }

    private static final class ChromiumHolder {
        static final Chromium CHROMIUM = untilTheEnd(Chromium.start());
    }

    private static final class MariaDbHolder {
        static final MariaDbServer SERVER = untilTheEnd(MariaDbServer.start(DIRECTORY));
    }

    private static final class MongoDbHolder {
        static final MongoDbServer SERVER = untilTheEnd(MongoDbServer.start());
    }

    private static final class MySqlHolder {
        static final MySqlServer SERVER = untilTheEnd(MySqlServer.start(DIRECTORY));
    }

    private static final class PostgresHolder {
        static final PostgresServer SERVER = untilTheEnd(PostgresServer.start(DIRECTORY));
    }

    private static final class RedisHolder {
        static final RedisServer SERVER = untilTheEnd(RedisServer.start(DIRECTORY));
    }

    private static final class RedisClusterHolder {
        static final RedisCluster CLUSTER = untilTheEnd(RedisCluster.start(DIRECTORY));
    }

    private static final class RedisSentinelHolder {
        static final RedisSentinel SENTINEL = untilTheEnd(RedisSentinel.start(DIRECTORY));
    }
}

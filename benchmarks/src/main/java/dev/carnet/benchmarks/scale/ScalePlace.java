package dev.carnet.benchmarks.scale;

import dev.carnet.jdbc.DbiProvider;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.redis.RedisProvider;
import dev.carnet.redis.RedisSettings;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import dev.carnet.testservers.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/**
 * Carnet's store on an empty technology.
 *
 * @param name the technology
 * @param store the store that is measured
 * @param meter what it says of itself
 * @param settle what makes it ready after many sessions were stored, such as statistics for a planner
 * @param end what is to be closed
 */
record ScalePlace(String name, SessionStore store, Meter meter, Runnable settle, AutoCloseable end)
        implements AutoCloseable {
    /** Which. */
    enum Kind {
        MEMORY,
        SQLITE,
        POSTGRESQL,
        MARIADB,
        REDIS
    }

    static ScalePlace open(Kind kind) throws Exception {
        return switch (kind) {
            case MEMORY -> new ScalePlace("Memory", new MemorySessionStore(), Meters.heap(), () -> {}, () -> {});
            case SQLITE -> sqlite();
            case POSTGRESQL -> postgres();
            case MARIADB -> mariaDb();
            case REDIS -> redis();
        };
    }

    private static SessionStore store(SessionStoreProvider provider, Settings settings) {
        provider.setup(settings, SessionOptions.DEFAULTS).apply();
        return provider.open(settings, SessionOptions.DEFAULTS);
    }

    private static ScalePlace sqlite() throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(TestServers.directory()), "scale", ".db");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        source.setJournalMode("WAL");
        source.setSynchronous("FULL");
        source.setBusyTimeout(10_000);
        Wire wire = new Wire(source);
        Settings settings = Settings.builder(Object::toString)
                .set(DbiProvider.DATA_SOURCE, wire.dataSource())
                .build();
        return new ScalePlace("SQLite", store(new DbiProvider(), settings), Meters.statements(wire), () -> {}, () -> {
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(Path.of(file + suffix));
            }
        });
    }

    private static ScalePlace postgres() throws SQLException {
        String url = TestServers.postgres().url("public");
        Connection door = DriverManager.getConnection(url);
        run(door, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public");
        run(door, "DROP TABLE IF EXISTS sessions");
        return new ScalePlace(
                "PostgreSQL",
                store(new DbiProvider(), at(url)),
                Meters.postgres(door),
                () -> run(door, "VACUUM ANALYZE sessions"),
                door);
    }

    private static ScalePlace mariaDb() throws SQLException {
        String url = TestServers.mariaDb().url("");
        try (Connection connection = DriverManager.getConnection(url)) {
            run(connection, "DROP DATABASE IF EXISTS scale");
            run(connection, "CREATE DATABASE scale");
        }
        String database = TestServers.mariaDb().url("scale");
        Connection door = DriverManager.getConnection(database);
        return new ScalePlace(
                "MariaDB",
                store(new DbiProvider(), at(database)),
                Meters.mariaDb(door),
                () -> run(door, "ANALYZE TABLE sessions"),
                door);
    }

    private static Settings at(String url) {
        return Settings.builder(Object::toString).set(DbiProvider.DSN, url).build();
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** With the index of expiries, as where a listener is told of every end. */
    private static ScalePlace redis() {
        RedisServer server = RedisServer.start(TestServers.directory(), "save \"\"");
        HostAndPort address = new HostAndPort("127.0.0.1", server.port());
        RedisClient client = RedisClient.create(address);
        Settings settings = Settings.builder(Object::toString)
                .set(RedisSettings.SERVER, address)
                .set(RedisSettings.EXPIRY_INDEX, true)
                .build();
        return new ScalePlace("Redis", store(new RedisProvider(), settings), Meters.redis(client), () -> {}, () -> {
            client.close();
            server.close();
        });
    }

    @Override
    public void close() throws Exception {
        store.close();
        end.close();
    }
}

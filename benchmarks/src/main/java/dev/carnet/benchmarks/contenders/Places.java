package dev.carnet.benchmarks.contenders;

import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The places that are compared, by name. A server starts when it is asked for, and ends with its place or the process. */
public enum Places {
    HEAP,
    SQLITE,
    POSTGRESQL,
    MARIADB,
    REDIS,
    MONGODB;

    public ContenderPlace open() throws Exception {
        return switch (this) {
            case HEAP -> new Heap();
            case SQLITE -> sqlite();
            case POSTGRESQL -> postgres();
            case MARIADB -> mariaDb();
            case REDIS -> new Redis(() -> RedisServer.start(TestServers.directory(), "appendonly yes"));
            case MONGODB -> mongoDb();
        };
    }

    private static ContenderPlace sqlite() throws IOException {
        Path directory = Files.createDirectories(TestServers.directory());
        Path file = Files.createTempFile(directory, "sqlite", ".db");
        // As Carnet sets it by itself, and as a careful user of a peer would.
        String url = "jdbc:sqlite:" + file
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE";
        return new Jdbc(JdbcServer.SQLITE, url, () -> {
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(Path.of(file + suffix));
            }
        });
    }

    private static ContenderPlace postgres() {
        Jdbc place = new Jdbc(JdbcServer.POSTGRESQL, TestServers.postgres().url("public"), () -> {});
        place.run("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public");
        return place;
    }

    private static ContenderPlace mariaDb() throws Exception {
        try (Jdbc server = new Jdbc(JdbcServer.MARIADB, TestServers.mariaDb().url(""), () -> {})) {
            server.run("CREATE DATABASE IF NOT EXISTS benchmark");
        }
        return new Jdbc(JdbcServer.MARIADB, TestServers.mariaDb().url("benchmark"), () -> {});
    }

    private static ContenderPlace mongoDb() {
        return TestServers.mongoDbNamed().map(MongoDb::at).orElseGet(() -> MongoDb.instead(TestServers.mongoDb()));
    }
}

package dev.carnet.benchmarks.contenders;

import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The places that are compared, by name. A server starts when it is asked for, and ends with the process. */
public enum Places {
    HEAP,
    SQLITE,
    POSTGRESQL,
    MARIADB;

    public Place open() {
        return switch (this) {
            case HEAP -> new Heap();
            case SQLITE -> sqlite();
            case POSTGRESQL -> postgres();
            case MARIADB -> mariaDb();
        };
    }

    private static Place sqlite() {
        try {
            Path directory = Files.createDirectories(TestServers.directory());
            Path file = Files.createTempFile(directory, "sqlite", ".db");
            // As Carnet sets it by itself, and as a careful user of a peer would.
            String url = "jdbc:sqlite:" + file
                    + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE";
            return new Jdbc("SQLite", url, "sqlite", "BLOB", () -> {
                for (String suffix : new String[] {"", "-wal", "-shm"}) {
                    Files.deleteIfExists(Path.of(file + suffix));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Place postgres() {
        return new Jdbc("PostgreSQL", TestServers.postgres().url("public"), "postgresql", "BYTEA", () -> {});
    }

    private static Place mariaDb() {
        Jdbc server = new Jdbc("MariaDB", TestServers.mariaDb().url(""), "mysql", "LONGBLOB", () -> {});
        server.run("DROP DATABASE IF EXISTS benchmark", "CREATE DATABASE benchmark");
        return new Jdbc("MariaDB", TestServers.mariaDb().url("benchmark"), "mysql", "LONGBLOB", () -> {});
    }
}

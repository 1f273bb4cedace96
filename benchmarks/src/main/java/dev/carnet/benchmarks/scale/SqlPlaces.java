package dev.carnet.benchmarks.scale;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.jdbc.DbiProvider;
import dev.carnet.jpa.DbicProvider;
import dev.carnet.kiokudb.KiokuDbProvider;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.TestServers;
import dev.carnet.testservers.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.sqlite.SQLiteDataSource;

/** Databases. */
final class SqlPlaces {
    private static final int BUSY_MILLIS = 10_000;

    private SqlPlaces() {}

    static ScalePlace sqlite() throws IOException {
        Path directory = ScratchFolder.create();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve("scale.db"));
        source.setJournalMode("WAL");
        source.setSynchronous("FULL");
        source.setBusyTimeout(BUSY_MILLIS);
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(source);
        return counted("SQLite", pool, () -> {
            pool.close();
            ScratchFolder.delete(directory);
        });
    }

    static ScalePlace h2() throws IOException {
        Path directory = ScratchFolder.create();
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:file:" + directory.resolve("scale") + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE", "", "");
        return counted("H2", pool, () -> {
            pool.dispose();
            ScratchFolder.delete(directory);
        });
    }

    /** Of a database in this process only its driver's calls can be counted. */
    private static ScalePlace counted(String name, DataSource source, AutoCloseable end) {
        Wire wire = new Wire(source);
        Settings settings = Settings.builder(Object::toString)
                .set(DbiProvider.DATA_SOURCE, wire.dataSource())
                .build();
        return new ScalePlace(
                name, StoreFactory.open(new DbiProvider(), settings), Meters.statements(wire), () -> {}, end);
    }

    static ScalePlace postgres() throws SQLException {
        return onPostgres("PostgreSQL", "sessions", url -> StoreFactory.open(new DbiProvider(), Map.of("dsn", url)));
    }

    static ScalePlace jpa() throws SQLException {
        return onPostgres(
                "JPA (Hibernate on PostgreSQL)",
                "sessions",
                url -> StoreFactory.open(new DbicProvider(), Map.of("schema_class", "carnet", "dsn", url)));
    }

    static ScalePlace kiokuDb() throws SQLException {
        return onPostgres(
                "KiokuDB (DBI on PostgreSQL)",
                "entries, gin_index",
                url -> StoreFactory.open(new KiokuDbProvider(), Map.of("kiokudb_backend", "DBI", "dsn", url)));
    }

    /** Opens a store at a URL. */
    @FunctionalInterface
    private interface Opening {
        SessionStore at(String url);
    }

    private static ScalePlace onPostgres(String name, String tables, Opening opening) throws SQLException {
        String url = TestServers.postgres().url("public");
        Connection door = DriverManager.getConnection(url);
        run(door, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public");
        run(door, "DROP TABLE IF EXISTS " + tables);
        return new ScalePlace(
                name,
                opening.at(url),
                Meters.postgres(door),
                () -> {
                    run(door, "VACUUM ANALYZE " + tables);
                    run(door, "CHECKPOINT"); // which would go on beside what is measured
                },
                () -> {
                    run(door, "DROP TABLE " + tables);
                    door.close();
                });
    }

    static ScalePlace mariaDb() throws SQLException {
        String url = TestServers.mariaDb().url("");
        try (Connection connection = DriverManager.getConnection(url)) {
            run(connection, "DROP DATABASE IF EXISTS scale");
            run(connection, "CREATE DATABASE scale");
        }
        String database = TestServers.mariaDb().url("scale");
        Connection door = DriverManager.getConnection(database);
        return new ScalePlace(
                "MariaDB",
                StoreFactory.open(new DbiProvider(), Map.of("dsn", database)),
                Meters.mariaDb(door),
                () -> run(door, "ANALYZE TABLE sessions"),
                () -> {
                    run(door, "DROP DATABASE scale");
                    door.close();
                });
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

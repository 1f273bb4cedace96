package dev.carnet.kiokudb;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionStore;
import dev.carnet.testservers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A database of its own for one test, reached through the configuration as an application does, and through plain SQL.
 *
 * @param url where it is
 * @param serverUrl its server, without it
 * @param end what to say to the server in the end
 */
record DbiPlace(String url, String serverUrl, String end) implements EntryPlace.Door {
    private static final AtomicInteger COUNT = new AtomicInteger();

    static DbiPlace sqlite(Path directory) {
        String url = "jdbc:sqlite:" + directory.resolve("kioku.db");
        return new DbiPlace(url, url, "SELECT 1");
    }

    static DbiPlace h2(Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("kioku");
        return new DbiPlace(url, url, "SHUTDOWN");
    }

    static DbiPlace mariaDb() {
        UnaryOperator<String> url = TestServers.mariaDb()::url;
        String name = "k" + COUNT.incrementAndGet();
        DbiPlace place = new DbiPlace(url.apply(name), url.apply(""), "DROP DATABASE " + name);
        run(place.serverUrl, "CREATE DATABASE " + name);
        return place;
    }

    static DbiPlace postgres() {
        String name = "k" + COUNT.incrementAndGet();
        String url = TestServers.postgres().url(name);
        DbiPlace place = new DbiPlace(url, url, "DROP SCHEMA " + name + " CASCADE");
        run(url, "CREATE SCHEMA " + name);
        return place;
    }

    SessionStore open(Map<String, ?> more) {
        Map<String, Object> options = new HashMap<>(more);
        options.put("dsn", url);
        CarnetConfig config = CarnetConfig.builder()
                .session("KiokuDB")
                .set("kiokudb_backend", "DBI")
                .set("kiokudb_backend_opts", options)
                .build();
        return config.provider().open(config.settings(), config.options());
    }

    SessionStore open() {
        return open(Map.of());
    }

    EntryPlace place() {
        open().close();
        return new EntryPlace(this, this::open, this::drop);
    }

    void drop() {
        run(serverUrl, end);
    }

    /** Runs a statement; gives the first column of what it selects, if it does. */
    List<String> sql(String sql, Object... parameters) {
        return run(url, sql, parameters);
    }

    @Override
    public Optional<String> read(String id) {
        return sql("SELECT data FROM entries WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public void write(String id, String json) {
        sql("DELETE FROM entries WHERE id = ?", id);
        Object data = url.startsWith("jdbc:sqlite") ? json : json.getBytes(StandardCharsets.UTF_8);
        Object root = url.startsWith("jdbc:mariadb") ? "1" : url.startsWith("jdbc:sqlite") ? (Object) 1 : true;
        sql("INSERT INTO entries (id, data, class, root) VALUES (?, ?, ?, ?)", id, data, SessionEntry.TYPE, root);
    }

    private static List<String> run(String url, String sql, Object... parameters) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            if (statement.execute()) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        byte[] bytes = rows.getBytes(1);
                        found.add(new String(bytes, StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return found;
    }
}

package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.Payload;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** In Carnet's own table: one session is stored by Carnet, the others are copies of its row under other ids. */
final class JdbcCrowd implements Crowd {
    private final Jdbc place;
    private final int size;
    private final SessionStore store;
    private final HikariDataSource pool;

    /**
     * @param options by which the sessions live
     */
    JdbcCrowd(Jdbc place, int size, Payload payload, SessionOptions options) {
        this.place = place;
        this.size = size;
        place.run("DROP TABLE IF EXISTS sessions");
        store = place.openCarnet();
        pool = place.pool();
        SessionEngine engine = SessionEngine.builder(store)
                .options(options.toBuilder().sweepInterval(null).build())
                .build();
        Session model = engine.newSession();
        payload.attributes().forEach(model::put);
        engine.flush(model);
        fill();
        engine.destroy(model);
    }

    /** In the order of ids, which is the fastest; sessions expire in another order. */
    private void fill() {
        JdbcServer server = place.server();
        place.run(
                "INSERT INTO sessions (id, handle, version, created_at, last_accessed_at, max_idle, ends_at, expires_at,"
                        + " principal, session_data) SELECT " + server.digest("n") + ", CONCAT('s.', n), version,"
                        + " created_at, last_accessed_at, max_idle, ends_at, expires_at - n, CONCAT('user', n),"
                        + " session_data FROM sessions, " + server.numbers(size) + " ORDER BY " + server.storedBy(),
                server.analyze("sessions"));
    }

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int find(String user) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id, handle, created_at, last_accessed_at, expires_at FROM sessions WHERE principal = ?")) {
            select.setString(1, user);
            try (ResultSet rows = select.executeQuery()) {
                int found = 0;
                while (rows.next()) {
                    found++;
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int loadAndDeleteEach(Instant expiredBy, int limit) {
        try (Connection connection = pool.getConnection();
                PreparedStatement load = connection.prepareStatement("SELECT * FROM sessions WHERE id = ?");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM sessions WHERE id = ?")) {
            int deleted = 0;
            for (String id : expired(connection, expiredBy, limit)) {
                load.setString(1, id);
                if (isThere(load)) {
                    delete.setString(1, id);
                    deleted += delete.executeUpdate();
                }
            }
            return deleted;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The row has been read to its end before anything is deleted: SQLite lets nobody write from an old snapshot. */
    private static boolean isThere(PreparedStatement load) throws SQLException {
        try (ResultSet row = load.executeQuery()) {
            return row.next() && row.getString("session_data") != null;
        }
    }

    private static List<String> expired(Connection connection, Instant by, int limit) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM sessions WHERE expires_at <= ? LIMIT ?")) {
            select.setLong(1, by.toEpochMilli());
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    @Override
    public void close() {
        pool.close();
        store.close();
        place.run("DROP TABLE sessions");
    }
}

package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The driver and a pool, in auto-commit mode, on a table with the least that a session needs. */
final class BareJdbc extends FilterContender {
    private final Jdbc place;

    BareJdbc(Jdbc place) {
        super("bare driver");
        this.place = place;
    }

    @Override
    public boolean isBare() {
        return true;
    }

    @Override
    Filter filter(Payload payload) {
        place.run(
                "DROP TABLE IF EXISTS bare",
                "CREATE TABLE bare (id VARCHAR(40) PRIMARY KEY, data TEXT NOT NULL, version BIGINT NOT NULL,"
                        + " expires_at BIGINT NOT NULL)");
        HikariDataSource pool = place.pool();
        return new OwningFilter(new ReportTable(payload, pool), pool::close);
    }

    private static final class ReportTable extends BareFilter {
        private final HikariDataSource pool;

        private ReportTable(Payload payload, HikariDataSource pool) {
            super(payload);
            this.pool = pool;
        }

        @Override
        @Nullable
        Stored get(String id) throws SQLException {
            try (Connection connection = pool.getConnection();
                    PreparedStatement select =
                            connection.prepareStatement("SELECT data, version, expires_at FROM bare WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getLong(3) > System.currentTimeMillis()
                            ? new Stored(row.getString(1), row.getLong(2))
                            : null;
                }
            }
        }

        @Override
        void insert(String id, Stored session) throws SQLException {
            try (Connection connection = pool.getConnection();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO bare (data, version, expires_at, id) VALUES (?, ?, ?, ?)")) {
                bind(insert, session, id);
                insert.executeUpdate();
            }
        }

        @Override
        boolean put(String id, long version, String newId, Stored session) throws SQLException {
            try (Connection connection = pool.getConnection();
                    PreparedStatement update = connection.prepareStatement(
                            "UPDATE bare SET data = ?, version = ?, expires_at = ?, id = ? WHERE id = ? AND version = ?")) {
                bind(update, session, newId);
                update.setString(5, id);
                update.setLong(6, version);
                return update.executeUpdate() == 1;
            }
        }

        private static void bind(PreparedStatement statement, Stored session, String id) throws SQLException {
            statement.setString(1, session.text());
            statement.setLong(2, session.version());
            statement.setLong(3, System.currentTimeMillis() + LIFE_MILLIS);
            statement.setString(4, id);
        }

        @Override
        void delete(String id) throws SQLException {
            try (Connection connection = pool.getConnection();
                    PreparedStatement delete = connection.prepareStatement("DELETE FROM bare WHERE id = ?")) {
                delete.setString(1, id);
                delete.executeUpdate();
            }
        }
    }
}

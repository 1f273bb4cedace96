package dev.carnet.jdbc;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.document.StoredHeader;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.SecondDoor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A table {@code sessions} as the contract sees it, with plain SQL as its second door.
 *
 * @param door connections past the store
 * @param opening opens another store on the table
 * @param onClose removes the storage
 */
record TablePlace(DataSource door, Supplier<SessionStore> opening, Runnable onClose) implements StorePlace {
    @Override
    public SessionStore open() {
        return opening.get();
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return sql("SELECT * FROM sessions WHERE id = ?", key.value());
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", key.value(), json);
        return true;
    }

    @Override
    public boolean spoil(SessionKey key) {
        sql("UPDATE sessions SET session_data = '{\"a\":1' WHERE id = ?", key.value());
        return true;
    }

    @Override
    public Litter litter() {
        new SecondDoor(door).widen("sessions", "id");
        String longest = "x".repeat(128);
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", longest + "1", "{}");
        if (hasColumns()) {
            sql(
                    "INSERT INTO sessions (id, session_data, handle, version, created_at, last_accessed_at, expires_at)"
                            + " VALUES (?, ?, ?, 1, 0, 0, 1)",
                    longest + "2",
                    "{}",
                    "s.odd");
            return new Litter(2, 1);
        }
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", "damaged", "{\"__carnet\":{\"version\":\"x\"}}");
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", "no-json", "?");
        return new Litter(3, 3);
    }

    private boolean hasColumns() {
        try (Connection connection = door.getConnection();
                ResultSet rows =
                        connection.prepareStatement("SELECT * FROM sessions").executeQuery()) {
            return rows.getMetaData().getColumnCount() > 3;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean claimsSweeps() {
        return true;
    }

    @Override
    public boolean refuseClaims() {
        new SecondDoor(door).refuse("sessions", "id", StoredHeader.LEASE);
        return true;
    }

    @Override
    public void close() {
        onClose.run();
    }

    private Optional<String> sql(String sql, Object... parameters) {
        return new SecondDoor(door).sql(sql, parameters);
    }
}

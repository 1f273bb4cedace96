package dev.carnet.jdbc;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.StorePlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    public void close() {
        onClose.run();
    }

    /** Runs a statement; gives the row it selects as text, if it does. */
    private Optional<String> sql(String sql, String... parameters) {
        try (Connection connection = door.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            if (!statement.execute()) {
                return Optional.empty();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? Optional.of(text(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(row.getString(i)).append('\n');
        }
        return text.toString();
    }
}

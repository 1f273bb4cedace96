package dev.carnet.testservers;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Plain SQL, past the store under test.
 *
 * @param dataSource where it leads
 */
public record SecondDoor(DataSource dataSource) {
    /** Runs a statement; gives the first row that it selects, every column a line, if it does. Bytes are shown as UTF-8. */
    public Optional<String> sql(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
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

    /** Lets a column of texts take longer ones, as an application's own table may. */
    public void widen(String table, String column) {
        String type = " VARCHAR(200) ";
        String change =
                switch (product()) {
                    case "PostgreSQL" -> " ALTER COLUMN " + column + " TYPE" + type;
                    case "H2" -> " ALTER COLUMN " + column + " SET DATA TYPE" + type;
                    case "SQLite" -> "";
                    default -> " MODIFY " + column + type + "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
                };
        if (!change.isEmpty()) {
            sql("ALTER TABLE " + table + change);
        }
    }

    /** Has a table refuse rows whose id begins with a text, until {@link #allow}. */
    public void refuse(String table, String id, String begin) {
        String beginning = id + " LIKE '" + begin + "%'";
        String trigger = "CREATE TRIGGER refused BEFORE INSERT ON " + table;
        sql(
                switch (product()) {
                    case "SQLite" -> trigger + " WHEN NEW." + beginning + " BEGIN SELECT RAISE(ABORT, 'refused'); END";
                    // MySQL 5.7 parses a constraint and ignores it.
                    case "MySQL" ->
                        trigger + " FOR EACH ROW IF NEW." + beginning
                                + " THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'refused'; END IF";
                    default -> "ALTER TABLE " + table + " ADD CONSTRAINT refused CHECK (NOT " + beginning + ")";
                });
    }

    /** Ends {@link #refuse}. */
    public void allow(String table) {
        sql(
                switch (product()) {
                    case "SQLite", "MySQL" -> "DROP TRIGGER refused";
                    default -> "ALTER TABLE " + table + " DROP CONSTRAINT refused";
                });
    }

    private String product() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            text.append(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : row.getString(i))
                    .append('\n');
        }
        return text.toString();
    }
}

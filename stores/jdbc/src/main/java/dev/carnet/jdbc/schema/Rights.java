package dev.carnet.jdbc.schema;

import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that a user has the required rights on a table, with statements that match no row: a database checks rights,
 * and whether it accepts writes, before it searches for rows. So nothing is written, locked or left behind.
 *
 * @param connection in auto-commit
 * @param dialect its dialect
 */
public record Rights(Connection connection, Dialect dialect) {
    private static final String SUBJECT = "rights";

    /**
     * A table that sessions are written to.
     *
     * @param name as a statement names it
     * @param columns those that every kind of such a table has
     */
    public record Table(String name, List<String> columns) {
        private String attempt(String right) {
            String list = String.join(", ", columns);
            return switch (right) {
                case "INSERT" ->
                    "INSERT INTO " + name + " (" + list + ") SELECT " + list + " FROM " + name + " WHERE 1 = 0";
                case "UPDATE" ->
                    "UPDATE " + name + " SET "
                            + String.join(
                                    ", ",
                                    columns.stream()
                                            .map(each -> each + " = " + each)
                                            .toList()) + " WHERE 1 = 0";
                default -> "DELETE FROM " + name + " WHERE 1 = 0";
            };
        }
    }

    /** What was found by trying. */
    public Finding of(Table table) throws SQLException {
        List<String> lacking = new ArrayList<>();
        for (String right : List.of("INSERT", "UPDATE", "DELETE")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(table.attempt(right));
            } catch (SQLException e) {
                if (dialect.isReadOnly(e)) {
                    return new Finding(Level.ERROR, SUBJECT, "the database accepts no writes. " + dialect.remedy(e));
                } else if (!dialect.isDenied(e)) {
                    throw e;
                }
                lacking.add(right);
            }
        }
        return lacking.isEmpty()
                ? new Finding(Level.OK, SUBJECT, "the user may read and write " + table.name())
                : lacking(table, lacking);
    }

    /** What is to be said if the table cannot even be read. */
    public Finding ofUnreadable(Table table) throws SQLException {
        return lacking(table, List.of("SELECT", "INSERT", "UPDATE", "DELETE"));
    }

    private Finding lacking(Table table, List<String> rights) throws SQLException {
        String list = String.join(", ", rights);
        return new Finding(
                Level.ERROR,
                SUBJECT,
                "the user may not " + list + "; run GRANT " + list + " ON " + table.name() + " TO "
                        + dialect.grantee(user()));
    }

    private String user() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_USER")) {
            return row.next() ? row.getString(1) : connection.getMetaData().getUserName();
        }
    }
}

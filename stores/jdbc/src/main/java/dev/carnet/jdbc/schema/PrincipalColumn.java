package dev.carnet.jdbc.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The maximum length of a principal in the table, so that a longer one is refused when it is set and not truncated when
 * it is stored.
 */
public final class PrincipalColumn {
    private static final String NAME = "principal";

    private PrincipalColumn() {}

    /** The column's length in characters; in the data itself, or in a type without a length, there is no limit. */
    public static int maxLength(Connection connection, Schema schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery(schema.selectNothing())) {
            ResultSetMetaData columns = nothing.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (columns.getColumnName(i).toLowerCase(Locale.ROOT).equals(NAME)) {
                    int length = columns.getPrecision(i);
                    return length > 0 ? length : Integer.MAX_VALUE;
                }
            }
            return Integer.MAX_VALUE;
        }
    }
}

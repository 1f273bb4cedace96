package dev.carnet.jdbc.schema;

import dev.carnet.jdbc.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The maximum length of a principal in the table, so that a longer one is refused when it is set and not truncated when
 * it is stored.
 */
public final class PrincipalColumn {
    private static final String NAME = "principal";

    private PrincipalColumn() {}

    /** The column's length in characters; in the data itself, or in a type without a length, there is no limit. */
    public static int maxLength(Connection connection, Dialect dialect, Schema schema) throws SQLException {
        Column column = Column.of(connection, dialect, schema).get(NAME);
        return column == null || column.length() <= 0 ? Integer.MAX_VALUE : column.length();
    }
}

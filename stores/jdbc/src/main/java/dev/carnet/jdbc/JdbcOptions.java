package dev.carnet.jdbc;

import dev.carnet.jdbc.sql.TableName;

/**
 * How sessions are kept in a database. Immutable.
 *
 * @param table the table, {@code name} or {@code schema.name}; a part with a dot in it stands in double quotes. Any name
 *     is quoted wherever a statement needs it
 * @param idInData whether the JSON object holds the id as well, as the original's does
 */
public record JdbcOptions(String table, boolean idInData) {
    /** The table {@code sessions}. */
    public static final JdbcOptions DEFAULTS = new JdbcOptions("sessions", false);

    /** Throws {@link IllegalArgumentException} if the table's name is none. */
    public JdbcOptions {
        TableName.parse(table);
    }

    TableName tableName() {
        return TableName.parse(table);
    }
}

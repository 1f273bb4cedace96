package dev.carnet.jdbc;

import dev.carnet.jdbc.sql.TableName;

/**
 * Options of sessions in a SQL database. Immutable.
 *
 * @param table the table, {@code name} or {@code schema.name}; a part that contains a dot must be in double quotes.
 *     Names are always quoted in statements
 * @param idInData whether the JSON object also contains the id, as in Dancer
 */
public record JdbcOptions(String table, boolean idInData) {
    /** The table {@code sessions}. */
    public static final JdbcOptions DEFAULTS = new JdbcOptions("sessions", false);

    /** Throws {@link IllegalArgumentException} if the table's name is invalid. */
    public JdbcOptions {
        TableName.parse(table);
    }

    TableName tableName() {
        return TableName.parse(table);
    }
}

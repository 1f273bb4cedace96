package dev.carnet.jdbc.schema;

import dev.carnet.jdbc.sql.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A column that a table has.
 *
 * @param name in lower case
 * @param jdbcType one of {@link java.sql.Types}
 * @param typeName the database's own name of the type
 * @param length of a text, in characters; the digits of a number; 0 or less where the type has no limit
 */
record Column(String name, int jdbcType, String typeName, int length) {
    /** The columns of a schema's table by their names, in the table's order; none if there is no such table. */
    static Map<String, Column> of(Connection connection, Dialect dialect, Schema schema) throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery(schema.selectNothing())) {
            ResultSetMetaData about = nothing.getMetaData();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                String name = about.getColumnName(i).toLowerCase(Locale.ROOT);
                columns.put(
                        name,
                        new Column(name, about.getColumnType(i), about.getColumnTypeName(i), about.getPrecision(i)));
            }
        } catch (SQLException e) {
            if (!dialect.isMissingTable(e)) {
                throw e;
            }
        }
        return columns;
    }
}

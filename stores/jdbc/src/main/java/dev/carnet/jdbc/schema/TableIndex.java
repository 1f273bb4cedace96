package dev.carnet.jdbc.schema;

import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An index that a table has; a primary key is one too.
 *
 * @param columns in lower case, in the index's order
 * @param isUnique whether no two rows have the same values there
 */
public record TableIndex(List<String> columns, boolean isUnique) {
    public static List<TableIndex> of(Connection connection, Dialect dialect, TableName table) throws SQLException {
        Map<String, TableIndex> indexes = new LinkedHashMap<>();
        try (ResultSet rows = dialect.indexInfo(connection, table)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                String column = rows.getString("COLUMN_NAME");
                boolean isUnique = !rows.getBoolean("NON_UNIQUE");
                if (index != null && column != null) {
                    indexes.computeIfAbsent(index, same -> new TableIndex(new ArrayList<>(), isUnique))
                            .columns
                            .add(column.toLowerCase(Locale.ROOT));
                }
            }
        }
        return List.copyOf(indexes.values());
    }

    public boolean beginsWith(List<String> wanted) {
        return columns.size() >= wanted.size()
                && columns.subList(0, wanted.size()).equals(wanted);
    }
}

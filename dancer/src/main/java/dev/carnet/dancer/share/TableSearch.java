package dev.carnet.dancer.share;

import dev.carnet.error.SessionStoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Finds the table behind a result set of DBIx::Class, whose name only Perl's code knows: by its columns, and among several with
 * these by the usual names.
 */
final class TableSearch {
    private TableSearch() {}

    static Optional<SqlTable> find(DataSource source, String resultset, String id, String data) {
        try (Connection connection = source.getConnection()) {
            List<String> tables = with(connection, id, data);
            if (tables.size() > 1) {
                String plain = plain(resultset);
                tables.removeIf(
                        each -> !plain(each).equals(plain) && !plain(each).equals(plain + "s"));
            }
            return tables.size() == 1 ? Optional.of(new SqlTable(tables.get(0), id, data)) : Optional.empty();
        } catch (SQLException e) {
            throw new SessionStoreException("DBIC: the database does not list its tables", e);
        }
    }

    private static List<String> with(Connection connection, String id, String data) throws SQLException {
        Set<String> withData = tables(connection, data);
        List<String> both = new ArrayList<>(tables(connection, id));
        both.retainAll(withData);
        return both;
    }

    /** The tables that have a column, in whatever case the database keeps its name. */
    private static Set<String> tables(Connection connection, String column) throws SQLException {
        Set<String> tables = new HashSet<>();
        DatabaseMetaData database = connection.getMetaData();
        for (String each :
                new HashSet<>(List.of(column, column.toUpperCase(Locale.ROOT), column.toLowerCase(Locale.ROOT)))) {
            try (ResultSet columns = database.getColumns(connection.getCatalog(), connection.getSchema(), null, each)) {
                while (columns.next()) {
                    if (columns.getString("COLUMN_NAME").equalsIgnoreCase(column)) {
                        tables.add(columns.getString("TABLE_NAME"));
                    }
                }
            }
        }
        return tables;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}

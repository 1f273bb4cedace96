package dev.carnet.benchmarks.contenders;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Reads all rows of all tables of a database and adds up what their values have. */
final class JdbcBytes {
    private JdbcBytes() {}

    static long of(Connection connection) throws SQLException {
        long bytes = 0;
        for (String table : tables(connection)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                while (rows.next()) {
                    bytes += row(rows);
                }
            }
        }
        return bytes;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), null, new String[] {"TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static long row(ResultSet row) throws SQLException {
        long bytes = 0;
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            if (row.getObject(i) != null) {
                bytes += switch (row.getMetaData().getColumnType(i)) {
                    case Types.TINYINT, Types.BIT, Types.BOOLEAN -> 1;
                    case Types.SMALLINT -> 2;
                    case Types.INTEGER -> 4;
                    case Types.BIGINT -> 8;
                    case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> row.getBytes(i).length;
                    default -> row.getString(i).getBytes(StandardCharsets.UTF_8).length;
                };
            }
        }
        return bytes;
    }
}

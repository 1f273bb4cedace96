package dev.carnet.jdbc.schema;

import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a database lacks compared with a schema.
 *
 * @param schema the schema
 * @param noTable whether there is no table at all
 * @param columns the columns that are missing
 * @param indexes the lists of columns that have no index
 * @param others the columns that the table has beyond the schema's: name to the type's name
 * @param creation how a missing table is created, for a message
 */
public record SchemaGap(
        Schema schema,
        boolean noTable,
        List<String> columns,
        List<List<String>> indexes,
        Map<String, String> others,
        String creation)
        implements Blueprint.Gap {
    /** The columns that make a table one of sessions, to Dancer too. */
    public static final List<String> ORIGINAL_COLUMNS = List.of("id", "session_data");

    /** The gap in an empty database. */
    public static SchemaGap whole(Schema schema, String creation) {
        return new SchemaGap(
                schema,
                true,
                List.copyOf(schema.columns().keySet()),
                List.copyOf(schema.indexes().keySet()),
                Map.of(),
                creation);
    }

    public static SchemaGap find(Connection connection, Dialect dialect, Schema schema, String creation)
            throws SQLException {
        Map<String, String> columns = columns(connection, dialect, schema);
        if (columns.isEmpty()) {
            return whole(schema, creation);
        }
        Collection<List<String>> indexes = indexes(connection, dialect, schema.table());
        return new SchemaGap(
                schema,
                false,
                schema.columns().keySet().stream()
                        .filter(each -> !columns.containsKey(each))
                        .toList(),
                schema.indexes().keySet().stream()
                        .filter(wanted -> indexes.stream().noneMatch(each -> beginsWith(each, wanted)))
                        .toList(),
                others(columns, schema),
                creation);
    }

    public boolean isEmpty() {
        return columns.isEmpty() && indexes.isEmpty();
    }

    @Override
    public boolean isOfAnotherTable() {
        return !noTable && columns.stream().anyMatch(ORIGINAL_COLUMNS::contains);
    }

    @Override
    public boolean hasTable() {
        return !noTable && !isOfAnotherTable();
    }

    /** Whether the table is the original's: all that makes it one of sessions, and nothing else of ours. */
    public boolean isOriginal() {
        return !noTable
                && !isOfAnotherTable()
                && columns.size() == schema.columns().size() - ORIGINAL_COLUMNS.size();
    }

    @Override
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        if (noTable) {
            statements.add(schema.createTable());
        } else {
            columns.forEach(each -> statements.add(schema.addColumn(each)));
        }
        indexes.forEach(each -> statements.add(schema.indexes().get(each)));
        return statements;
    }

    /** Throws an error that says what to do if the table cannot be worked with; indexes only make it faster. */
    public void requireColumns() {
        if (noTable || !columns.isEmpty()) {
            throw new SessionStoreException("DBI: " + this, null);
        }
    }

    /** What is missing and what to do about it, for a message. */
    @Override
    public String toString() {
        String table = "the table '" + schema.table() + "'";
        if (noTable) {
            return table + " does not exist yet; " + creation;
        }
        if (isOfAnotherTable()) {
            return table + " lacks the columns " + String.join(", ", columns)
                    + " and so is not a table of sessions; use another one";
        }
        if (isOriginal()) {
            return table + " has Dancer's two columns and works unchanged. `carnet init` adds columns and indexes"
                    + " that find expired sessions and a user's sessions quickly; stop every server first";
        }
        List<String> missing = new ArrayList<>();
        if (!columns.isEmpty()) {
            missing.add("the columns " + String.join(", ", columns));
        }
        indexes.forEach(each -> missing.add("an index on (" + String.join(", ", each) + ")"));
        return missing.isEmpty()
                ? table + " is complete"
                : table + " lacks " + String.join(" and ", missing) + "; run `carnet init`, which adds it";
    }

    private static Map<String, String> others(Map<String, String> columns, Schema schema) {
        Map<String, String> others = new LinkedHashMap<>(columns);
        others.keySet().removeAll(schema.columns().keySet());
        return others;
    }

    private static Map<String, String> columns(Connection connection, Dialect dialect, Schema schema)
            throws SQLException {
        Map<String, String> names = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery(schema.selectNothing())) {
            ResultSetMetaData columns = nothing.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), columns.getColumnTypeName(i));
            }
        } catch (SQLException e) {
            if (!dialect.isMissingTable(e)) {
                throw e;
            }
        }
        return names;
    }

    private static Collection<List<String>> indexes(Connection connection, Dialect dialect, TableName table)
            throws SQLException {
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        try (ResultSet rows = dialect.indexInfo(connection, table)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                String column = rows.getString("COLUMN_NAME");
                if (index != null && column != null) {
                    indexes.computeIfAbsent(index, same -> new ArrayList<>()).add(column.toLowerCase(Locale.ROOT));
                }
            }
        }
        return indexes.values();
    }

    private static boolean beginsWith(List<String> columns, List<String> wanted) {
        return columns.size() >= wanted.size()
                && columns.subList(0, wanted.size()).equals(wanted);
    }
}

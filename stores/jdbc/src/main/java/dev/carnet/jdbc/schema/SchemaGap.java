package dev.carnet.jdbc.schema;

import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static final String SUBJECT = "schema";

    /** What reads all rows where the index that begins with a column is missing. */
    private static final Map<String, String> SLOW = Map.of(
            "expires_at", "each sweep reads all rows",
            "principal", "finding a user's sessions reads all rows",
            "handle", "finding a session by its handle reads all rows");

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
        Map<String, Column> columns = Column.of(connection, dialect, schema);
        if (columns.isEmpty()) {
            return whole(schema, creation);
        }
        List<TableIndex> indexes = TableIndex.of(connection, dialect, schema.table());
        return new SchemaGap(
                schema,
                false,
                schema.columns().keySet().stream()
                        .filter(each -> !columns.containsKey(each))
                        .toList(),
                schema.indexes().keySet().stream()
                        .filter(wanted -> indexes.stream().noneMatch(each -> each.beginsWith(wanted)))
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

    @Override
    public List<Finding> findings() {
        if (noTable || isOfAnotherTable() || isOriginal() || isEmpty()) {
            return List.of(new Finding(isOfAnotherTable() ? Level.ERROR : Level.OK, SUBJECT, toString()));
        }
        List<Finding> findings = new ArrayList<>();
        for (String each : columns) {
            findings.add(new Finding(
                    Level.ERROR,
                    SUBJECT,
                    table() + " lacks the column " + each
                            + ", and the application does not start; run `carnet init`, or " + schema.addColumn(each)));
        }
        for (List<String> each : indexes) {
            findings.add(new Finding(
                    Level.WARNING,
                    SUBJECT,
                    table() + " lacks an index on (" + String.join(", ", each) + "), so that " + SLOW.get(each.get(0))
                            + "; run `carnet init`, or " + schema.indexes().get(each)));
        }
        return findings;
    }

    private String table() {
        return "the table '" + schema.table() + "'";
    }

    /** Throws an error with the remedy if the table cannot be used; missing indexes only make it slower. */
    public void requireColumns() {
        if (noTable || !columns.isEmpty()) {
            throw new SessionStoreException("JDBC: " + this, null);
        }
    }

    /** The missing objects and the remedy, for a message. */
    @Override
    public String toString() {
        String table = table();
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

    private static Map<String, String> others(Map<String, Column> columns, Schema schema) {
        Map<String, String> others = new LinkedHashMap<>();
        columns.forEach((name, column) -> others.put(name, column.typeName()));
        others.keySet().removeAll(schema.columns().keySet());
        return others;
    }
}

package dev.carnet.jdbc.schema;

import dev.carnet.jdbc.schema.WantedColumn.Difference;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The differences between a table of sessions and its schema, apart from column names. {@code carnet init} changes no
 * existing object, so each finding names the statement that does.
 */
public final class SchemaDrift {
    private static final String SUBJECT = "schema";

    private final Connection connection;
    private final Dialect dialect;
    private final Schema schema;

    /** @param connection changed by nothing here */
    public SchemaDrift(Connection connection, Dialect dialect, Schema schema) {
        this.connection = connection;
        this.dialect = dialect;
        this.schema = schema;
    }

    /** Whether no two rows may have the same id; asked of any table of sessions, the original's too. */
    public List<Finding> ofKey() throws SQLException {
        List<String> key = List.of("id");
        return TableIndex.of(connection, dialect, schema.table()).stream()
                        .anyMatch(each -> each.isUnique() && each.columns().equals(key))
                ? List.of()
                : List.of(new Finding(
                        Level.ERROR,
                        SUBJECT,
                        "the table '" + schema.table()
                                + "' has no primary key, so that a session may be there twice; run "
                                + dialect.addPrimaryKey(schema.table(), "id")));
    }

    /** Of the columns of Carnet's own table. */
    public List<Finding> ofColumns() throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Map<String, Column> found = Column.of(connection, dialect, schema);
        for (Map.Entry<String, String> each : schema.columns().entrySet()) {
            Column column = found.get(each.getKey());
            if (column != null) {
                difference(WantedColumn.of(each.getValue()), column)
                        .map(how -> finding(column.name(), each.getValue(), how))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Difference> difference(WantedColumn wanted, Column found) throws SQLException {
        Optional<Difference> difference = wanted.difference(found, dialect);
        return difference.isPresent()
                ? difference
                : dialect.looseComparison(connection, schema.table(), found.name())
                        .map(how -> new Difference(how, false));
    }

    private Finding finding(String column, String definition, Difference how) {
        return new Finding(
                how.isFatal() ? Level.ERROR : Level.WARNING,
                SUBJECT,
                "the column " + column + " of '" + schema.table() + "' " + how.what() + "; stop every server, and run "
                        + dialect.changeColumn(schema.table(), column, definition));
    }
}

package dev.carnet.jdbc;

import dev.carnet.jdbc.schema.Blueprint;
import dev.carnet.jdbc.schema.Rights;
import dev.carnet.jdbc.schema.Schema;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of KiokuDB: entries, and an index for objects' values that only Perl's queries use.
 *
 * @param areCreated whether they are created when the store is opened
 */
record EntriesBlueprint(boolean areCreated) implements Blueprint {
    static final TableName ENTRIES = TableName.parse("entries");

    private static final TableName INDEX = TableName.parse("gin_index");
    private static final List<String> COLUMNS = List.of("id", "data", "class", "root");
    private static final Pattern TABLE = Pattern.compile("(?:TABLE(?: IF NOT EXISTS)?|ON) (\\w+)");

    @Override
    public EntriesGap whole(Dialect dialect) {
        return gap(dialect, List.of(ENTRIES, INDEX), List.of());
    }

    @Override
    public EntriesGap find(Connection connection, Dialect dialect) throws SQLException {
        List<TableName> missing = new ArrayList<>();
        List<String> columns = columns(connection, dialect, ENTRIES);
        List<String> lacking =
                COLUMNS.stream().filter(each -> !columns.contains(each)).toList();
        if (columns.isEmpty()) {
            missing.add(ENTRIES);
        }
        if (columns(connection, dialect, INDEX).isEmpty()) {
            missing.add(INDEX);
        }
        return gap(dialect, missing, columns.isEmpty() ? List.of() : lacking);
    }

    @Override
    public Rights.Table table(Dialect dialect) {
        return new Rights.Table(ENTRIES.name(), COLUMNS);
    }

    @Override
    public String creation() {
        return areCreated ? "it is created when the application starts" : "run `carnet init`";
    }

    private EntriesGap gap(Dialect dialect, List<TableName> missing, List<String> lacking) {
        List<String> names = missing.stream().map(TableName::name).toList();
        List<String> statements = Schema.statements("entries-" + dialect.name() + ".sql").stream()
                .filter(each -> names.contains(table(each)))
                .toList();
        return new EntriesGap(names, lacking, statements, creation());
    }

    private static String table(String statement) {
        Matcher matcher = TABLE.matcher(statement);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The names of a table's columns; none if it is not there. */
    private static List<String> columns(Connection connection, Dialect dialect, TableName table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery("SELECT * FROM " + table.name() + " WHERE 1 = 0")) {
            for (int i = 1; i <= nothing.getMetaData().getColumnCount(); i++) {
                columns.add(nothing.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            if (!dialect.isMissingTable(e)) {
                throw e;
            }
        }
        return columns;
    }

    /**
     * What a database lacks of them.
     *
     * @param missing tables that are not there
     * @param lacking columns that a table of the name of entries does not have
     */
    record EntriesGap(List<String> missing, List<String> lacking, List<String> statements, String creation)
            implements Gap {
        @Override
        public boolean isOfAnotherTable() {
            return !lacking.isEmpty();
        }

        @Override
        public boolean hasTable() {
            return !missing.contains(ENTRIES.name()) && lacking.isEmpty();
        }

        @Override
        public String toString() {
            if (isOfAnotherTable()) {
                return "the table 'entries' lacks the columns " + String.join(", ", lacking)
                        + " and so is not a table of KiokuDB; use another database";
            }
            return missing.isEmpty()
                    ? "the tables 'entries' and 'gin_index' exist"
                    : "these tables of KiokuDB are missing: " + String.join(", no ", missing) + " yet; " + creation;
        }
    }
}

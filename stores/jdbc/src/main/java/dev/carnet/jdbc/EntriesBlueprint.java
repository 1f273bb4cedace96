package dev.carnet.jdbc;

import dev.carnet.jdbc.schema.Blueprint;
import dev.carnet.jdbc.schema.Rights;
import dev.carnet.jdbc.schema.Schema;
import dev.carnet.jdbc.schema.TableIndex;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.TableName;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
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
 * The tables of KiokuDB: entries, and an index for objects' values that only Perl's queries use. Entries have columns and
 * indexes of Carnet besides; without them everything works, but slower.
 *
 * @param areCreated whether they are created when the store is opened
 */
record EntriesBlueprint(boolean areCreated) implements Blueprint {
    static final TableName ENTRIES = TableName.parse("entries");

    private static final TableName INDEX = TableName.parse("gin_index");
    private static final List<String> COLUMNS = List.of("id", "data", "class", "root");
    private static final Pattern ADDED = Pattern.compile("(?:ADD COLUMN|\\() ?(\\w+)");
    private static final Pattern TABLE = Pattern.compile("(?:TABLE(?: IF NOT EXISTS)?|ON) (\\w+)");

    @Override
    public EntriesGap whole(Dialect dialect) {
        return gap(dialect, List.of(ENTRIES, INDEX), List.of(), indexStatements());
    }

    @Override
    public EntriesGap find(Connection connection, Dialect dialect) throws SQLException {
        List<String> columns = columns(connection, dialect, ENTRIES);
        List<TableName> missing = new ArrayList<>();
        if (columns(connection, dialect, INDEX).isEmpty()) {
            missing.add(INDEX);
        }
        if (columns.isEmpty()) {
            missing.add(0, ENTRIES);
            return gap(dialect, missing, List.of(), indexStatements());
        }
        List<String> lacking =
                COLUMNS.stream().filter(each -> !columns.contains(each)).toList();
        List<TableIndex> indexes = TableIndex.of(connection, dialect, asStored(connection));
        List<String> index = indexStatements().stream()
                .filter(each -> isIndex(each)
                        ? indexes.stream().noneMatch(there -> there.beginsWith(List.of(added(each), "id")))
                        : !columns.contains(added(each)))
                .toList();
        return gap(dialect, missing, lacking, index);
    }

    /** Statements do not quote the name, so a database may have it in capitals. */
    private static TableName asStored(Connection connection) throws SQLException {
        return connection.getMetaData().storesUpperCaseIdentifiers()
                ? TableName.parse(ENTRIES.name().toUpperCase(Locale.ROOT))
                : ENTRIES;
    }

    private static List<String> indexStatements() {
        return Schema.statements("entries-index.sql");
    }

    private static boolean isIndex(String statement) {
        return statement.startsWith("CREATE INDEX");
    }

    /** The column that a statement adds, or the first of the index that it makes. */
    private static String added(String statement) {
        Matcher matcher = ADDED.matcher(statement);
        if (!matcher.find()) {
            throw new IllegalStateException("no column: " + statement);
        }
        return matcher.group(1);
    }

    @Override
    public Rights.Table table(Dialect dialect) {
        return new Rights.Table(ENTRIES.name(), COLUMNS);
    }

    @Override
    public String creation() {
        return areCreated ? "it is created when the application starts" : "run `carnet init`";
    }

    private EntriesGap gap(Dialect dialect, List<TableName> missing, List<String> lacking, List<String> index) {
        List<String> names = missing.stream().map(TableName::name).toList();
        List<String> statements = Schema.statements("entries-" + dialect.name() + ".sql").stream()
                .filter(each -> names.contains(table(each)))
                .toList();
        return new EntriesGap(names, lacking, statements, index, creation());
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
     * @param tables the statements that create the tables
     * @param index the statements that complete columns and indexes of Carnet
     */
    record EntriesGap(
            List<String> missing, List<String> lacking, List<String> tables, List<String> index, String creation)
            implements Gap {
        @Override
        public boolean isOfAnotherTable() {
            return !lacking.isEmpty();
        }

        @Override
        public boolean hasTable() {
            return !missing.contains(ENTRIES.name()) && lacking.isEmpty();
        }

        /** Whether the columns are there that an index is on. */
        boolean hasIndexedColumns() {
            return hasTable() && index.stream().allMatch(EntriesBlueprint::isIndex);
        }

        /** Whether these have their indexes, too. */
        boolean isIndexed() {
            return hasTable() && index.isEmpty();
        }

        @Override
        public List<String> statements() {
            List<String> all = new ArrayList<>(tables);
            all.addAll(index);
            return all;
        }

        @Override
        public List<Finding> findings() {
            List<Finding> findings = new ArrayList<>(Gap.super.findings());
            if (hasTable() && !index.isEmpty()) {
                findings.add(new Finding(
                        Level.WARNING,
                        "schema",
                        "the table 'entries' lacks columns or indexes for sessions, so that each sweep, and each search"
                                + " by user or handle, reads all entries; stop every server, because one that runs on"
                                + " would go on without the columns, and run `carnet init`, which adds them. Perl's"
                                + " KiokuDB works with them, too"));
            }
            return findings;
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

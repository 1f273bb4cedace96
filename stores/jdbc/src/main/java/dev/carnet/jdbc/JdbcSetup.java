package dev.carnet.jdbc;

import dev.carnet.SessionStoreException;
import dev.carnet.jdbc.JdbcDriver.Access;
import dev.carnet.spi.StoreSetup;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks at a database and its table, and creates or completes the table. */
final class JdbcSetup implements StoreSetup {
    private final DataSource looking;
    private final DataSource creating;
    private final Optional<SqliteFile> file;
    private final Dialect presumed;
    private final TableName table;
    private final BookkeepingMove move;

    static JdbcSetup of(DataSource dataSource, JdbcOptions options) {
        return new JdbcSetup(dataSource, dataSource, Optional.empty(), new Dialect(), options);
    }

    static JdbcSetup of(Database database, JdbcOptions options) {
        Dsn dsn = database.dsn();
        return new JdbcSetup(
                database.connections(Access.LOOK),
                database.connections(Access.CREATE),
                dsn.file(),
                dsn.driver().dialect(),
                options);
    }

    /**
     * @param looking connections that change nothing
     * @param creating connections that create the database if it is not there
     * @param file the file, if the database is one
     * @param presumed the dialect until the database has named its own
     */
    private JdbcSetup(
            DataSource looking, DataSource creating, Optional<SqliteFile> file, Dialect presumed, JdbcOptions options) {
        this.looking = looking;
        this.creating = creating;
        this.file = file;
        this.presumed = presumed;
        this.table = options.tableName();
        this.move = new BookkeepingMove(options);
    }

    @Override
    public List<Finding> check() {
        file.ifPresent(SqliteFile::requireNoProblem);
        List<Finding> findings = new ArrayList<>();
        if (isToBeCreated()) {
            findings.add(new Finding(Level.OK, "file", file.get().path() + " does not exist yet; run `carnet init`"));
            findings.add(finding(wholeGap()));
        } else {
            file.ifPresent(each -> findings.add(new Finding(Level.OK, "file", each.path() + " can be written")));
            findings.addAll(on(looking, "the database cannot be looked at", (connection, dialect) -> {
                List<Finding> seen = new ArrayList<>();
                seen.add(new Finding(Level.OK, "database", versions(connection.getMetaData())));
                seen.addAll(dialect.findings(connection));
                seen.add(finding(SchemaGap.find(connection, dialect, new Schema(dialect, table))));
                return seen;
            }));
        }
        return findings;
    }

    private static String versions(DatabaseMetaData about) throws SQLException {
        return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion() + ", through "
                + about.getDriverName() + " " + about.getDriverVersion();
    }

    private static Finding finding(SchemaGap gap) {
        return new Finding(gap.isOfAnotherTable() ? Level.ERROR : Level.OK, "schema", gap.toString());
    }

    @Override
    public List<String> plan() {
        file.ifPresent(SqliteFile::requireNoProblem);
        return isToBeCreated() ? wholeGap().statements() : on(looking, "the database cannot be looked at", this::steps);
    }

    @Override
    public void apply() {
        file.ifPresent(SqliteFile::requireNoProblem);
        boolean moves = on(creating, "the table cannot be set up", (connection, dialect) -> {
            List<String> steps = new ArrayList<>(steps(connection, dialect));
            boolean isMoveNeeded = steps.remove(BookkeepingMove.STEP);
            for (String each : steps) {
                execute(each, connection, dialect);
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return isMoveNeeded;
        });
        if (moves) {
            move.run(creating);
        }
    }

    private List<String> steps(Connection connection, Dialect dialect) throws SQLException {
        SchemaGap gap = fillableGap(connection, dialect);
        List<String> steps = new ArrayList<>(gap.statements());
        if (move.isNeeded(connection, dialect, gap)) {
            steps.add(BookkeepingMove.STEP);
        }
        return steps;
    }

    /** Two processes may set up one database at a time: what the other has made meanwhile is no failure. */
    private void execute(String sql, Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (fillableGap(connection, dialect).statements().contains(sql)) {
                throw e;
            }
        }
    }

    private SchemaGap fillableGap(Connection connection, Dialect dialect) throws SQLException {
        SchemaGap gap = SchemaGap.find(connection, dialect, new Schema(dialect, table));
        if (gap.isOfAnotherTable()) {
            throw new SessionStoreException("DBI: " + gap, null);
        }
        return gap;
    }

    private SchemaGap wholeGap() {
        return SchemaGap.whole(new Schema(presumed, table));
    }

    private boolean isToBeCreated() {
        return file.isPresent() && !file.get().exists();
    }

    /** Something done on a connection in its database's dialect. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection, Dialect dialect) throws SQLException;
    }

    private <T> T on(DataSource connections, String failure, Work<T> work) {
        Dialect dialect = presumed;
        try (Connection connection = connections.getConnection()) {
            dialect = Dialect.of(connection);
            return work.on(connection, dialect);
        } catch (SQLException e) {
            throw Connections.failed(failure, e, dialect);
        }
    }

    /** Nothing is kept open. */
    @Override
    public void close() {}
}

package dev.carnet.jdbc;

import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.connection.Connections;
import dev.carnet.jdbc.connection.Connections.Look;
import dev.carnet.jdbc.connection.Database;
import dev.carnet.jdbc.connection.Dsn;
import dev.carnet.jdbc.connection.JdbcDriver.Access;
import dev.carnet.jdbc.connection.SqliteFile;
import dev.carnet.jdbc.schema.Blueprint;
import dev.carnet.jdbc.schema.Blueprint.Gap;
import dev.carnet.jdbc.schema.Blueprint.Move;
import dev.carnet.jdbc.schema.Rights;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.setup.StoreSetup;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Inspects a database and its tables, and creates or completes them. */
final class JdbcSetup implements StoreSetup {
    private final DataSource looking;
    private final DataSource creating;
    private final Optional<SqliteFile> file;
    private final String place;
    private final Dialect presumed;
    private final Blueprint blueprint;

    static JdbcSetup of(DataSource dataSource, Blueprint blueprint) {
        return new JdbcSetup(dataSource, dataSource, Optional.empty(), "the database", new Dialect(), blueprint);
    }

    static JdbcSetup of(Database database, Blueprint blueprint) {
        Dsn dsn = database.dsn();
        return new JdbcSetup(
                database.connections(Access.LOOK),
                database.connections(Access.CREATE),
                dsn.file(),
                "the database " + dsn,
                dsn.driver().dialect(),
                blueprint);
    }

    /**
     * @param looking connections that change nothing
     * @param creating connections that create the database if it is not there
     * @param file the file, if the database is one
     * @param place the database for messages
     * @param presumed the dialect until the database has named its own
     */
    private JdbcSetup(
            DataSource looking,
            DataSource creating,
            Optional<SqliteFile> file,
            String place,
            Dialect presumed,
            Blueprint blueprint) {
        this.looking = looking;
        this.creating = creating;
        this.file = file;
        this.place = place;
        this.presumed = presumed;
        this.blueprint = blueprint;
    }

    @Override
    public List<Finding> check() {
        file.ifPresent(SqliteFile::requireNoProblem);
        List<Finding> findings = new ArrayList<>();
        if (isToBeCreated()) {
            findings.add(
                    new Finding(Level.OK, "file", file.get().path() + " does not exist yet; " + blueprint.creation()));
            findings.addAll(wholeGap().findings());
        } else {
            file.ifPresent(each -> findings.add(new Finding(Level.OK, "file", each.path() + " can be written")));
            findings.addAll(looked(this::findings, this::findingsOfMissing));
        }
        return findings;
    }

    private List<Finding> findings(Connection connection, Dialect dialect) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(Level.OK, "database", versions(connection.getMetaData())));
        findings.addAll(dialect.findings(connection));
        findings.addAll(schema(connection, dialect));
        return findings;
    }

    private List<Finding> findingsOfMissing() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(Level.OK, "database", place + " does not exist yet; " + blueprint.creation()));
        findings.addAll(wholeGap().findings());
        return findings;
    }

    private List<Finding> schema(Connection connection, Dialect dialect) throws SQLException {
        Rights rights = new Rights(connection, dialect);
        try {
            Gap gap = blueprint.find(connection, dialect);
            List<Finding> findings = new ArrayList<>(gap.findings());
            if (gap.hasTable()) {
                List<Finding> drift = blueprint.drift(connection, dialect, gap);
                if (!drift.isEmpty()) {
                    findings.removeIf(each -> each.level() == Level.OK); // "is complete" would not be true
                }
                findings.addAll(drift);
                findings.add(rights.of(blueprint.table(dialect)));
            }
            return findings;
        } catch (SQLException e) {
            if (!dialect.isDenied(e)) {
                throw e;
            }
            return List.of(rights.ofUnreadable(blueprint.table(dialect)));
        }
    }

    private static String versions(DatabaseMetaData about) throws SQLException {
        return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion() + ", through "
                + about.getDriverName() + " " + about.getDriverVersion();
    }

    @Override
    public List<String> plan() {
        file.ifPresent(SqliteFile::requireNoProblem);
        if (isToBeCreated()) {
            return wholeGap().statements();
        }
        return looked(
                (connection, dialect) -> {
                    Gap gap = fillableGap(connection, dialect);
                    List<String> steps = new ArrayList<>(gap.statements());
                    blueprint.move(connection, dialect, gap).map(Move::step).ifPresent(steps::add);
                    return steps;
                },
                () -> wholeGap().statements());
    }

    @Override
    public void apply() {
        file.ifPresent(SqliteFile::requireNoProblem);
        file.ifPresent(SqliteFile::create);
        on(creating, "the tables in " + place + " cannot be set up", this::fillGap)
                .ifPresent(move -> move.run(creating));
    }

    /** Makes the tables where none of them is. One that is there stays as it is, for others may use it. */
    void applyWhereNothingIs() {
        file.ifPresent(SqliteFile::requireNoProblem);
        if (isToBeCreated()
                || !on(
                        creating,
                        place + " cannot be inspected",
                        (connection, dialect) ->
                                blueprint.find(connection, dialect).hasTable())) {
            apply();
        }
    }

    /** Returns the work on the rows that must follow. */
    private Optional<Move> fillGap(Connection connection, Dialect dialect) throws SQLException {
        Gap gap = fillableGap(connection, dialect);
        Optional<Move> move = blueprint.move(connection, dialect, gap);
        for (String each : gap.statements()) {
            execute(each, connection, dialect);
        }
        return move;
    }

    /** Two processes may set up a database at the same time: an object that the other has created is not a failure. */
    private void execute(String sql, Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (fillableGap(connection, dialect).statements().contains(sql)) {
                throw e;
            }
        }
    }

    private Gap fillableGap(Connection connection, Dialect dialect) throws SQLException {
        Gap gap = blueprint.find(connection, dialect);
        if (gap.isOfAnotherTable()) {
            throw new SessionStoreException("JDBC: " + gap, null);
        }
        return gap;
    }

    private Gap wholeGap() {
        return blueprint.whole(presumed);
    }

    private boolean isToBeCreated() {
        return file.isPresent() && !file.get().exists();
    }

    /** Looks without creating anything; a database that is still to be created cannot be looked at. */
    private <T> T looked(Look<T> look, Supplier<T> ofMissing) {
        try {
            return on(looking, place + " cannot be inspected", look);
        } catch (SessionStoreException e) {
            if (e.getCause() instanceof SQLException cause && presumed.isMissingDatabase(cause)) {
                return ofMissing.get();
            }
            throw e;
        }
    }

    private <T> T on(DataSource connections, String failure, Look<T> look) {
        return Connections.look(connections, presumed, failure, look);
    }

    /** Nothing is kept open. */
    @Override
    public void close() {}
}

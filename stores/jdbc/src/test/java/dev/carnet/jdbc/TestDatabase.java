package dev.carnet.jdbc;

import dev.carnet.SessionOptions;
import dev.carnet.jdbc.JdbcDriver.Access;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.Settings;
import dev.carnet.spi.StoreSetup;
import dev.carnet.testservers.MySqlServer;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/**
 * A database or schema of its own for one test, empty at first, on a real server.
 *
 * @param url where it is
 * @param serverUrl its server, without it
 * @param end what to say to the server in the end, through another URL
 */
record TestDatabase(String url, String serverUrl, String end) {
    /** The seeds' table. */
    static final String ORIGINAL_TABLE = "CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)";

    private static final DbiProvider PROVIDER = new DbiProvider();
    private static final AtomicInteger COUNT = new AtomicInteger();

    static TestDatabase mariaDb() {
        return created(TestServers.mariaDb()::url);
    }

    /** MariaDB through MySQL's driver, which counts only the rows that a write made different. */
    static TestDatabase mariaDbThroughMySqlDriver() {
        return created(name -> TestServers.mariaDb().mySqlUrl(name) + "&useAffectedRows=true");
    }

    static TestDatabase mySql() {
        Optional<String> problem = MySqlServer.problem(TestServers.directory());
        Assumptions.assumeTrue(problem.isEmpty(), () -> problem.orElse(""));
        return created(TestServers.mySql()::url);
    }

    static TestDatabase postgres() {
        String schema = "s" + COUNT.incrementAndGet();
        String url = TestServers.postgres().url(schema);
        TestDatabase database = new TestDatabase(url, url, "DROP SCHEMA " + schema + " CASCADE");
        database.sql("CREATE SCHEMA " + schema);
        return database;
    }

    static TestDatabase h2(Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("web") + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        return new TestDatabase(url, url, "SHUTDOWN");
    }

    private static TestDatabase created(UnaryOperator<String> url) {
        String name = "s" + COUNT.incrementAndGet();
        TestDatabase database = new TestDatabase(url.apply(name), url.apply(""), "DROP DATABASE " + name);
        sql(connections(database.serverUrl), "CREATE DATABASE " + name);
        return database;
    }

    Settings.Builder settings() {
        return Settings.builder(Object::toString).set(DbiProvider.DSN, url);
    }

    StoreSetup setup() {
        return PROVIDER.setup(settings().build(), SessionOptions.DEFAULTS);
    }

    TestDatabase initialised() {
        setup().apply();
        return this;
    }

    TestDatabase with(String ddl) {
        sql(ddl);
        return this;
    }

    SessionStore open() {
        return PROVIDER.open(settings().build(), SessionOptions.DEFAULTS);
    }

    /** A store on connections handed in, in the shape that fits the table. */
    SessionStore open(DataSource handedIn) {
        return PROVIDER.open(
                Settings.builder(Object::toString)
                        .set(DbiProvider.DATA_SOURCE, handedIn)
                        .build(),
                SessionOptions.DEFAULTS);
    }

    /** How the database would run a statement, as one text. */
    String plan(BoundStatement statement) {
        try (Connection connection = dataSource().getConnection()) {
            return new BoundStatement("EXPLAIN " + statement.sql(), statement.parameters()).query(connection, rows -> {
                StringBuilder plan = new StringBuilder();
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        plan.append(rows.getString(i)).append('|');
                    }
                    plan.append('\n');
                }
                return plan.toString();
            });
        } catch (SQLException e) {
            throw new IllegalStateException(statement.sql(), e);
        }
    }

    TablePlace place() {
        return new TablePlace(dataSource(), this::open, this::drop);
    }

    void drop() {
        sql(connections(serverUrl), end);
    }

    /** Connections as an application hands them in. */
    DataSource dataSource() {
        return connections(url);
    }

    /** Runs a statement; gives the first column of what it selects, if it does. */
    List<String> sql(String sql) {
        return sql(dataSource(), sql);
    }

    private static DataSource connections(String url) {
        return new Database(Dsn.parse(url), "", "", 1, Duration.ofSeconds(5), Duration.ofSeconds(10))
                .connections(Access.CREATE);
    }

    private static List<String> sql(DataSource connections, String sql) {
        List<String> found = new ArrayList<>();
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return found;
    }
}

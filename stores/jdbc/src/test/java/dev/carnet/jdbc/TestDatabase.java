package dev.carnet.jdbc;

import dev.carnet.jdbc.connection.Database;
import dev.carnet.jdbc.connection.Dsn;
import dev.carnet.jdbc.connection.JdbcDriver.Access;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testservers.FreshDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database of its own for one test, reached through the provider as an application does, and through plain SQL.
 *
 * @param fresh the database, empty at first
 */
record TestDatabase(FreshDatabase fresh) {
    /** The seeds' table. */
    static final String ORIGINAL_TABLE = "CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)";

    private static final DbiProvider PROVIDER = new DbiProvider();

    static TestDatabase mariaDb() {
        return new TestDatabase(FreshDatabase.mariaDb());
    }

    static TestDatabase mariaDbThroughMySqlDriver() {
        return new TestDatabase(FreshDatabase.mariaDbThroughMySqlDriver());
    }

    static TestDatabase mySql() {
        return new TestDatabase(FreshDatabase.mySql());
    }

    static TestDatabase postgres() {
        return new TestDatabase(FreshDatabase.postgres());
    }

    static TestDatabase h2(Path directory) {
        return new TestDatabase(FreshDatabase.h2(directory));
    }

    String url() {
        return fresh.url();
    }

    /** The same, reached with another parameter in its URL. */
    TestDatabase with(String parameter, Object value) {
        return new TestDatabase(
                new FreshDatabase(fresh.url() + parameter + "=" + value, fresh.serverUrl(), fresh.end()));
    }

    Settings.Builder settings() {
        return Settings.builder(Object::toString).set(DbiProvider.DSN, url());
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
        fresh.drop();
    }

    /** Connections as an application hands them in. */
    DataSource dataSource() {
        return new Database(Dsn.parse(url()), "", () -> "", 1, Duration.ofSeconds(5), Duration.ofSeconds(10))
                .connections(Access.CREATE);
    }

    /** Runs a statement; gives the first column of what it selects, if it does. */
    List<String> sql(String sql) {
        return fresh.sql(sql);
    }
}

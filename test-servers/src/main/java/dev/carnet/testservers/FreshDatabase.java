package dev.carnet.testservers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/**
 * A database or schema of its own for one test, empty at first, on a real server. Its driver is on the test's class path.
 *
 * @param url where it is
 * @param serverUrl its server, without it
 * @param end what to say to the server in the end, through that URL
 */
public record FreshDatabase(String url, String serverUrl, String end) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    public static FreshDatabase mariaDb() {
        return created(TestServers.mariaDb()::url);
    }

    /** MariaDB through MySQL's driver, which counts only the rows that a write made different. */
    public static FreshDatabase mariaDbThroughMySqlDriver() {
        return created(name -> TestServers.mariaDb().mySqlUrl(name) + "&useAffectedRows=true");
    }

    /** Where MySQL does not run, the test is left out. */
    public static FreshDatabase mySql() {
        Optional<String> problem = MySqlServer.problem(TestServers.directory());
        Assumptions.assumeTrue(problem.isEmpty(), () -> problem.orElse(""));
        return created(TestServers.mySql()::url);
    }

    public static FreshDatabase postgres() {
        String schema = "s" + COUNT.incrementAndGet();
        String url = TestServers.postgres().url(schema);
        FreshDatabase database = new FreshDatabase(url, url, "DROP SCHEMA " + schema + " CASCADE");
        database.sql("CREATE SCHEMA " + schema);
        return database;
    }

    /** H2 in files; names of tables and columns may be written in any case. */
    public static FreshDatabase h2(Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("web") + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        return new FreshDatabase(url, url, "SHUTDOWN");
    }

    private static FreshDatabase created(UnaryOperator<String> url) {
        String name = "s" + COUNT.incrementAndGet();
        FreshDatabase database = new FreshDatabase(url.apply(name), url.apply(""), "DROP DATABASE " + name);
        sql(database.serverUrl, "CREATE DATABASE " + name);
        return database;
    }

    /** Runs a statement; gives the first column of what it selects, if it does. */
    public List<String> sql(String sql) {
        return sql(url, sql);
    }

    /** The same, on any database. */
    public static List<String> sql(String url, String sql) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
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

    /** Removes it with all that is in it. */
    public void drop() {
        sql(serverUrl, end);
    }
}

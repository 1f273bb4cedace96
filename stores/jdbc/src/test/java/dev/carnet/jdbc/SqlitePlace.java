package dev.carnet.jdbc;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testservers.FreshDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file, reached through the provider as an application does, and through plain SQL.
 *
 * @param file the file, which need not be there
 */
record SqlitePlace(Path file) {
    /** The seeds' table. */
    static final String ORIGINAL_TABLE = "CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)";

    private static final DbiProvider PROVIDER = new DbiProvider();

    String url() {
        return "jdbc:sqlite:" + file;
    }

    Settings.Builder settings() {
        return Settings.builder(setting -> "carnet.yml, " + setting).set(DbiProvider.DSN, url());
    }

    StoreSetup setup() {
        return PROVIDER.setup(settings().build(), SessionOptions.DEFAULTS);
    }

    SqlitePlace initialised() {
        setup().apply();
        return this;
    }

    SessionStore open() {
        return PROVIDER.open(settings().build(), SessionOptions.DEFAULTS);
    }

    /** Connections as an application hands them in. */
    DataSource dataSource() {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    /** Runs a statement; gives the first column of what it selects, if it does. */
    List<String> sql(String sql) {
        return FreshDatabase.sql(url(), sql);
    }

    /** How SQLite would run a statement, one step a line. */
    String plan(String sql) {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url());
                PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setInt(i, 1);
            }
            try (ResultSet steps = statement.executeQuery()) {
                while (steps.next()) {
                    plan.append(steps.getString("detail")).append('\n');
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return plan.toString();
    }
}

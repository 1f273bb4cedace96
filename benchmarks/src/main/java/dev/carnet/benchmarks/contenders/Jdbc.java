package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Payload;
import dev.carnet.jdbc.DbiProvider;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Sessions in a SQL database. Everybody has a pool of as many connections as Carnet's by default. */
final class Jdbc implements ContenderPlace {
    private static final int CONNECTIONS = 10;

    private final JdbcServer server;
    private final String url;
    private final AutoCloseable end;
    private final Connection connection;

    /**
     * @param url where it is
     * @param end what is to be closed with it
     */
    Jdbc(JdbcServer server, String url, AutoCloseable end) {
        this.server = server;
        this.url = url;
        this.end = end;
        try {
            connection = DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new IllegalStateException(server + " cannot be reached", e);
        }
    }

    JdbcServer server() {
        return server;
    }

    @Override
    public String name() {
        return server.description();
    }

    @Override
    public String versions() {
        try {
            DatabaseMetaData about = connection.getMetaData();
            return name() + " " + about.getDatabaseProductVersion() + " (" + answer(server.durability()) + "), "
                    + about.getDriverName() + " " + about.getDriverVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public OptionalLong asked() {
        @Nullable String query = server.asked();
        return query == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(answer(query)));
    }

    private String answer(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new BareJdbc(this),
                new CarnetContender("JDBC", new DbiProvider(), settings()),
                SpringJdbc.plain(this),
                SpringJdbc.withoutTransactions(this),
                JettyJdbc.plain(this),
                JettyJdbc.cached(this),
                TomcatJdbc.plain(this),
                TomcatJdbc.cached(this));
    }

    @Override
    public OptionalLong storedBytes() {
        try {
            return OptionalLong.of(JdbcBytes.of(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(name() + " does not show what it holds", e);
        }
    }

    private Settings settings() {
        return Settings.builder(Object::toString).set(DbiProvider.DSN, url).build();
    }

    /** Carnet's store, with its table. */
    SessionStore openCarnet() {
        return CarnetContender.open(new DbiProvider(), settings());
    }

    @Override
    public Optional<Crowd> crowd(int size, Payload payload, SessionOptions options) {
        return Optional.of(new JdbcCrowd(this, size, payload, options));
    }

    /** A pool as a peer has it. */
    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    /** Runs statements one after the other. */
    void run(String... statements) {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name() + " does not take the statements of a contender", e);
        }
    }

    @Override
    public void close() throws Exception {
        connection.close();
        end.close();
    }
}

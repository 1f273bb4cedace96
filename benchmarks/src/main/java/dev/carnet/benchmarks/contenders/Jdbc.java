package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.benchmarks.Contender;
import dev.carnet.jdbc.DbiProvider;
import dev.carnet.spi.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Sessions in a SQL database. Everybody has a pool of as many connections as Carnet's by default.
 *
 * @param name the database's
 * @param url where it is
 * @param springSchema the database as Spring Session's scripts are named
 * @param blobType the type that holds bytes
 * @param end what is to be closed with it
 */
record Jdbc(String name, String url, String springSchema, String blobType, AutoCloseable end) implements Place {
    private static final int CONNECTIONS = 10;

    @Override
    public List<Contender> contenders() {
        return List.of(
                new BareJdbc(this),
                new CarnetContender(
                        new DbiProvider(),
                        Settings.builder(Object::toString)
                                .set(DbiProvider.DSN, url)
                                .build()),
                new SpringJdbc(this),
                new JettyJdbc(this),
                new TomcatJdbc(this));
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
        run(List.of(statements));
    }

    /** Runs statements one after the other. */
    void run(List<String> statements) {
        try (HikariDataSource pool = pool();
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name + " does not take the statements of a contender", e);
        }
    }

    @Override
    public void close() throws Exception {
        end.close();
    }
}

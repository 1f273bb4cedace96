package dev.carnet.demo;

import dev.carnet.spi.SessionStore;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a store's database calls itself: an engine such as JDBC may stand before any of them. */
final class DatabaseName {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseName.class);

    private DatabaseName() {}

    /** Such as {@code SQLite 3.50.3}; for a store without JDBC the engine's name, which says it. */
    static String of(SessionStore store) {
        Optional<DataSource> source = store.unwrap(DataSource.class);
        if (source.isEmpty()) {
            return store.traits().name();
        }
        try (Connection connection = source.get().getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            String version = about.getDatabaseProductVersion().replaceFirst("[ (-].*", "");
            return about.getDatabaseProductName() + " " + version;
        } catch (SQLException e) {
            LOG.warn("the database does not report its name: {}", e.getMessage());
            return store.traits().name();
        }
    }
}

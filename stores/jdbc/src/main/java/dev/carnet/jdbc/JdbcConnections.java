package dev.carnet.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.connection.Database;
import dev.carnet.jdbc.connection.SqliteFile;
import dev.carnet.spi.setup.Settings;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Connections to the database of the settings of {@code JDBC}, for a store with other tables. Immutable.
 *
 * @param source gives connections
 * @param closing closes them; does nothing for a supplied source
 */
public record JdbcConnections(DataSource source, Runnable closing) {
    /**
     * Connects.
     *
     * @param settings of {@link DbiProvider}
     * @throws ConfigurationException if they do not name one database, or its driver is not on the class path
     * @throws SessionStoreException if it cannot be reached
     */
    public static JdbcConnections open(Settings settings) {
        Optional<DataSource> handedIn = DbiProvider.handedIn(settings);
        if (handedIn.isPresent()) {
            return new JdbcConnections(handedIn.get(), () -> {});
        }
        Database database = DbiProvider.database(settings);
        database.dsn().file().ifPresent(SqliteFile::requireThere);
        HikariDataSource pool = database.pool();
        return new JdbcConnections(pool, pool::close);
    }
}

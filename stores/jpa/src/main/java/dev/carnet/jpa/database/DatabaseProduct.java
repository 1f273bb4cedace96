package dev.carnet.jpa.database;

import dev.carnet.error.SessionStoreException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The database of a persistence unit.
 *
 * @param product its name, from its driver
 * @param versions its own and the driver's, for people
 * @param url its URL, which may contain a password
 * @param cutsOff whether it silently truncates a text that is too long for its column
 */
public record DatabaseProduct(String product, String versions, String url, boolean cutsOff) {
    private static final Set<String> MYSQL = Set.of("MariaDB", "MySQL");
    private static final Pattern KEPT = Pattern.compile("prepareThreshold=(?!0\\b)|useServerPrepStmts=true");

    /** Something done on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Throws {@link SessionStoreException} if it cannot be reached. */
    public static DatabaseProduct of(EntityManagers managers) {
        return managers.write("the database cannot be inspected", manager -> on(manager, DatabaseProduct::look));
    }

    /** Does something on the connection of a transaction. */
    public static <T> T on(EntityManager manager, Work<T> work) {
        return PersistenceVersion.onConnection(manager, work);
    }

    private static DatabaseProduct look(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String product = about.getDatabaseProductName();
        return new DatabaseProduct(
                product,
                product + " " + about.getDatabaseProductVersion() + ", through " + about.getDriverName() + " "
                        + about.getDriverVersion(),
                String.valueOf(about.getURL()),
                MYSQL.contains(product) && !isStrict(connection));
    }

    private static boolean isStrict(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT @@sql_mode")) {
            return rows.next()
                    && String.valueOf(rows.getString(1))
                            .toUpperCase(Locale.ROOT)
                            .contains("STRICT_");
        }
    }

    /** Whether its usual comparison may take one text for another. */
    public boolean overlooks() {
        return MYSQL.contains(product);
    }

    /** Whether the URL asks for statements that the server keeps by name or number. */
    public boolean keepsStatements() {
        return KEPT.matcher(url).find();
    }

    /** Whether stored data survives a restart of the process. */
    public boolean isDurable() {
        return !url.startsWith("jdbc:h2:mem:") && !url.contains(":memory:");
    }

    /** Without the URL. */
    @Override
    public String toString() {
        return versions;
    }
}

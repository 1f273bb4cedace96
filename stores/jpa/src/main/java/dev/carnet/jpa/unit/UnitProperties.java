package dev.carnet.jpa.unit;

import dev.carnet.error.ConfigurationException;
import dev.carnet.jpa.database.UnnamedStatements;
import dev.carnet.spi.setup.Passwords;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a provider is told besides the unit's own {@code persistence.xml}. */
public final class UnitProperties {
    public static final String NON_JTA_DATA_SOURCE = "jakarta.persistence.nonJtaDataSource";

    private UnitProperties() {}

    /** Throws {@link ConfigurationException} if there is a DSN and it is none. */
    public static void checkDsn(Settings settings) {
        settings.find(UnitSettings.DSN).ifPresent(dsn -> url(dsn, settings));
    }

    /** Throws {@link ConfigurationException} if no driver is there for the DSN. */
    public static Map<String, Object> of(Settings settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        settings.find(UnitSettings.PROPERTIES).ifPresent(group -> flatten("", group, properties));
        properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        // What a unit in a container may say about its transactions, each in its provider's word.
        properties.put("hibernate.transaction.coordinator_class", "jdbc");
        properties.put("eclipselink.target-server", "None");
        settings.find(UnitSettings.DSN).ifPresent(dsn -> {
            String url = url(dsn, settings);
            properties.put(PersistenceConfiguration.JDBC_URL, unnamed(url));
            properties.put(PersistenceConfiguration.JDBC_DRIVER, driver(url, settings));
        });
        settings.find(UnitSettings.USER).ifPresent(user -> properties.put(PersistenceConfiguration.JDBC_USER, user));
        settings.find(UnitSettings.PASSWORD)
                .ifPresent(password -> properties.put(PersistenceConfiguration.JDBC_PASSWORD, password));
        return properties;
    }

    /** The same, without the unit's own data source. */
    public static Map<String, Object> withoutDataSources(Map<String, Object> properties) {
        Map<String, Object> without = new LinkedHashMap<>(properties);
        without.put(NON_JTA_DATA_SOURCE, "");
        without.put("jakarta.persistence.jtaDataSource", "");
        return without;
    }

    /** A file in properties makes groups of what has dots in it. */
    private static void flatten(String prefix, Map<?, ?> group, Map<String, Object> into) {
        group.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + key + ".", inner, into);
            } else {
                into.put(prefix + key, String.valueOf(value));
            }
        });
    }

    /** What these drivers take for a port they print, and it may be a password. */
    private static boolean namesUser(String url) {
        return (url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:mariadb:"))
                && Passwords.standBeforeHost(url);
    }

    /** PostgreSQL's driver is told to give statements no name on the server: {@link UnnamedStatements}. */
    private static String unnamed(String url) {
        return !url.startsWith("jdbc:postgresql:") || url.contains("prepareThreshold=")
                ? url
                : url + (url.contains("?") ? "&" : "?") + "prepareThreshold=0";
    }

    private static String driver(String url, Settings settings) {
        try {
            return DriverManager.getDriver(url).getClass().getName();
        } catch (SQLException unknown) {
            throw settings.invalid(
                    UnitSettings.DSN, "no JDBC driver on the class path supports it; add the" + " database's driver");
        }
    }

    private static String url(String dsn, Settings settings) {
        String url = dsn.strip();
        if (namesUser(url)) {
            throw settings.invalid(
                    UnitSettings.DSN,
                    "between // and /, a URL may contain hosts and ports only, HOST:PORT; use the settings user and"
                            + " password");
        }
        if (!url.startsWith("jdbc:")) {
            throw settings.invalid(
                    UnitSettings.DSN,
                    "it is not a database URL; allowed is a JDBC URL, or a Perl DSN with carnet-dancer on the class"
                            + " path and one of its lines in the configuration");
        }
        return url;
    }
}

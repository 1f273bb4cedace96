package dev.carnet.jpa;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.setup.Passwords;
import dev.carnet.spi.setup.PerlDsn;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a provider is told besides the unit's own {@code persistence.xml}. */
final class UnitProperties {
    /** What a DSN may be, to complete "allowed is ...". */
    static final String ALLOWED_DSN = "a JDBC URL or, as in Perl, dbi:SQLite:dbname=FILE,"
            + " dbi:MariaDB:database=NAME;host=HOST, dbi:mysql:database=NAME;host=HOST, dbi:Pg:dbname=NAME;host=HOST";

    static final String NON_JTA_DATA_SOURCE = "jakarta.persistence.nonJtaDataSource";

    private UnitProperties() {}

    /** Throws {@link ConfigurationException} if there is a DSN and it is none. */
    static void checkDsn(Settings settings) {
        settings.find(UnitSettings.DSN).ifPresent(dsn -> urls(dsn, settings));
    }

    /** Throws {@link ConfigurationException} if no driver is there for the DSN. */
    static Map<String, Object> of(Settings settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        settings.find(UnitSettings.PROPERTIES).ifPresent(group -> flatten("", group, properties));
        properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        // What a unit in a container may say about its transactions, each in its provider's word.
        properties.put("hibernate.transaction.coordinator_class", "jdbc");
        properties.put("eclipselink.target-server", "None");
        settings.find(UnitSettings.DSN).ifPresent(dsn -> {
            Map.Entry<String, String> reached = reached(dsn, settings);
            properties.put(PersistenceConfiguration.JDBC_URL, unnamed(reached.getKey()));
            properties.put(PersistenceConfiguration.JDBC_DRIVER, reached.getValue());
        });
        settings.find(UnitSettings.USER).ifPresent(user -> properties.put(PersistenceConfiguration.JDBC_USER, user));
        settings.find(UnitSettings.PASSWORD)
                .ifPresent(password -> properties.put(PersistenceConfiguration.JDBC_PASSWORD, password));
        return properties;
    }

    /** The same, without the unit's own data source. */
    static Map<String, Object> withoutDataSources(Map<String, Object> properties) {
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

    /** The URL for which a driver is there, and that driver's class. */
    private static Map.Entry<String, String> reached(String dsn, Settings settings) {
        return urls(dsn, settings).stream()
                .flatMap(url -> driver(url).map(driver -> Map.entry(url, driver)).stream())
                .findFirst()
                .orElseThrow(() -> settings.invalid(
                        UnitSettings.DSN, "no JDBC driver on the class path knows it; add the database's"));
    }

    private static Optional<String> driver(String url) {
        try {
            return Optional.of(DriverManager.getDriver(url).getClass().getName());
        } catch (SQLException unknown) {
            return Optional.empty();
        }
    }

    private static List<String> urls(String dsn, Settings settings) {
        List<String> urls;
        try {
            urls = PerlDsn.of(dsn).map(PerlDsn::jdbcUrls).orElse(List.of(dsn.strip()));
        } catch (IllegalArgumentException e) {
            throw settings.invalid(UnitSettings.DSN, String.valueOf(e.getMessage()));
        }
        if (urls.stream().anyMatch(UnitProperties::namesUser)) {
            throw settings.invalid(
                    UnitSettings.DSN,
                    "between // and / a URL has hosts and ports only, HOST:PORT; give the user as user and the password as"
                            + " password");
        }
        if (urls.isEmpty() || !urls.get(0).startsWith("jdbc:")) {
            throw settings.invalid(UnitSettings.DSN, "it names no database; allowed is " + ALLOWED_DSN);
        }
        return urls;
    }
}

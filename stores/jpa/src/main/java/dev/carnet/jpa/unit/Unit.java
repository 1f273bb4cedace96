package dev.carnet.jpa.unit;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.database.Failure;
import dev.carnet.jpa.database.PersistenceVersion;
import dev.carnet.jpa.entity.OriginalSession;
import dev.carnet.jpa.entity.StoredSession;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A persistence unit that settings lead to.
 *
 * @param factory makes its entity managers
 * @param isReady whether it is Carnet's own
 * @param isHandedIn whether somebody else closes it
 */
public record Unit(EntityManagerFactory factory, boolean isReady, boolean isHandedIn) implements AutoCloseable {

    /**
     * Throws {@link ConfigurationException} if the settings lead to none, as far as that can be seen without looking for it.
     */
    public static void check(Settings settings) {
        if (settings.has(UnitSettings.SCHEMA)) {
            return;
        }
        if (name(settings).equals(UnitSettings.READY) && !settings.has(UnitSettings.DSN)) {
            throw settings.invalid(
                    UnitSettings.DSN,
                    "it is missing, and the unit '" + UnitSettings.READY
                            + "' does not name a database; allowed is a JDBC URL");
        }
        UnitProperties.checkDsn(settings);
    }

    /**
     * Opens it.
     *
     * @throws ConfigurationException if there is no such unit, provider or driver
     * @throws SessionStoreException if the provider cannot open it
     */
    public static Unit open(Settings settings) {
        Supplier<EntityManagerFactory> handedIn =
                settings.find(UnitSettings.SCHEMA).orElse(null);
        if (handedIn != null) {
            return new Unit(supplied(handedIn), false, true);
        }
        String name = name(settings);
        boolean isReady = name.equals(UnitSettings.READY);
        Map<String, Object> properties = UnitProperties.of(settings);
        if (!isReady) {
            requireThere(name, settings, properties);
        }
        if (providers().isEmpty()) {
            throw new ConfigurationException("JPA: no provider of Jakarta Persistence 3.2 is on the class path; add"
                    + " org.hibernate.orm:hibernate-core or org.eclipse.persistence:org.eclipse.persistence.jpa, for the"
                    + " command line in CARNET_CLASSPATH");
        }
        if (isReady && !PersistenceVersion.is32()) {
            throw new ConfigurationException(
                    "JPA: Carnet's own entity needs Jakarta Persistence 3.2, but an older version is on the class"
                            + " path; name a persistence unit by schema_class, or supply the application's own as"
                            + " schema");
        }
        try {
            return new Unit(isReady ? ready(properties) : named(name, properties), isReady, false);
        } catch (RuntimeException e) {
            throw Failure.of(e).whileOpening("the persistence unit '" + name + "' cannot be opened");
        }
    }

    /**
     * By the first provider that takes the unit. To EclipseLink a unit's own data source takes precedence over a URL, unless an
     * empty name takes it away; other providers look for a data source of that name.
     */
    private static EntityManagerFactory named(String name, Map<String, Object> properties) {
        for (PersistenceProvider provider : providers()) {
            boolean isEclipseLink = provider.getClass().getName().startsWith("org.eclipse.persistence.");
            EntityManagerFactory factory = provider.createEntityManagerFactory(
                    name,
                    isEclipseLink && properties.containsKey(PersistenceConfiguration.JDBC_URL)
                            ? UnitProperties.withoutDataSources(properties)
                            : properties);
            if (factory != null) {
                return factory;
            }
        }
        throw new PersistenceException("no provider on the class path accepts it");
    }

    private static List<PersistenceProvider> providers() {
        return PersistenceProviderResolverHolder.getPersistenceProviderResolver()
                .getPersistenceProviders();
    }

    private static EntityManagerFactory ready(Map<String, Object> properties) {
        return Persistence.createEntityManagerFactory(new PersistenceConfiguration(UnitSettings.READY)
                .managedClass(StoredSession.class)
                .managedClass(OriginalSession.class)
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                // Else EclipseLink writes to the standard output, and what fails there with its values; here it is told
                // anyway.
                .property("eclipselink.logging.logger", "JavaLogger")
                .property("eclipselink.logging.level", "SEVERE")
                .properties(properties));
    }

    private static EntityManagerFactory supplied(Supplier<EntityManagerFactory> supplier) {
        try {
            return supplier.get();
        } catch (PersistenceException e) {
            throw Failure.of(e).whileOpening("the supplied EntityManagerFactory cannot be created");
        }
    }

    /** The unit's name, by the original's order of precedence. */
    private static String name(Settings settings) {
        return settings.find(UnitSettings.CONNECTION_NAME)
                .or(() -> settings.find(UnitSettings.SCHEMA_CLASS))
                .orElseThrow(() -> settings.invalid(
                        UnitSettings.SCHEMA_CLASS,
                        "No schema class defined. Name a persistence unit of your application, or '"
                                + UnitSettings.READY
                                + "' for Carnet's own; or supply an EntityManagerFactory in code as schema"));
    }

    private static void requireThere(String name, Settings settings, Map<String, Object> properties) {
        List<DeclaredUnit> all = DeclaredUnit.onClassPath();
        Setting<?> setting =
                settings.has(UnitSettings.CONNECTION_NAME) ? UnitSettings.CONNECTION_NAME : UnitSettings.SCHEMA_CLASS;
        DeclaredUnit unit = all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> settings.unknown(
                        setting,
                        "no META-INF/persistence.xml on the class path has a unit '" + name + "'",
                        name,
                        Stream.concat(all.stream().map(DeclaredUnit::name), Stream.of(UnitSettings.READY))
                                .toList()));
        if (unit.hasJtaDataSourceOnly()
                && !properties.containsKey(PersistenceConfiguration.JDBC_URL)
                && !properties.containsKey(PersistenceConfiguration.JDBC_DATASOURCE)
                && !properties.containsKey(UnitProperties.NON_JTA_DATA_SOURCE)) {
            throw settings.invalid(
                    setting,
                    "the persistence unit '" + name + "' has only a jta-data-source, whose connections belong to"
                            + " the application's transactions, so a session would be stored or lost with these. Add"
                            + " a non-jta-data-source to the unit, or set dsn");
        }
    }

    /** Closes the factory, unless it was handed in. */
    @Override
    public void close() {
        if (!isHandedIn) {
            factory.close();
        }
    }
}

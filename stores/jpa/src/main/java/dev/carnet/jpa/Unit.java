package dev.carnet.jpa;

import dev.carnet.ConfigurationException;
import dev.carnet.SessionStoreException;
import dev.carnet.spi.Setting;
import dev.carnet.spi.Settings;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A persistence unit that settings lead to.
 *
 * @param factory makes its entity managers
 * @param isReady whether it is Carnet's own
 * @param isHandedIn whether somebody else closes it
 */
record Unit(EntityManagerFactory factory, boolean isReady, boolean isHandedIn) implements AutoCloseable {

    /**
     * Throws {@link ConfigurationException} if the settings lead to none, as far as that can be seen without looking for it.
     */
    static void check(Settings settings) {
        if (settings.has(UnitSettings.SCHEMA)) {
            return;
        }
        if (name(settings).equals(UnitSettings.READY) && !settings.has(UnitSettings.DSN)) {
            throw settings.invalid(
                    UnitSettings.DSN,
                    "it is missing, and the unit '" + UnitSettings.READY
                            + "' says itself where no database is; allowed is " + UnitProperties.ALLOWED_DSN);
        }
        UnitProperties.checkDsn(settings);
    }

    /**
     * Opens it.
     *
     * @throws ConfigurationException if there is no such unit, provider or driver
     * @throws SessionStoreException if the provider cannot open it
     */
    static Unit open(Settings settings) {
        Supplier<EntityManagerFactory> handedIn =
                settings.find(UnitSettings.SCHEMA).orElse(null);
        if (handedIn != null) {
            return new Unit(handedIn.get(), false, true);
        }
        String name = name(settings);
        boolean isReady = name.equals(UnitSettings.READY);
        if (!isReady) {
            requireThere(name, settings);
        }
        Map<String, Object> properties = UnitProperties.of(settings);
        if (PersistenceProviderResolverHolder.getPersistenceProviderResolver()
                .getPersistenceProviders()
                .isEmpty()) {
            throw new ConfigurationException("DBIC: no provider of Jakarta Persistence 3.2 is on the class path; add"
                    + " org.hibernate.orm:hibernate-core or org.eclipse.persistence:org.eclipse.persistence.jpa, for the"
                    + " command line in CARNET_CLASSPATH");
        }
        try {
            return new Unit(isReady ? ready(properties) : named(name, properties), isReady, false);
        } catch (RuntimeException e) {
            throw Failure.of(e).whileOpening("the persistence unit '" + name + "' cannot be opened");
        }
    }

    /**
     * To EclipseLink a unit's own data source goes before a URL, unless an empty name takes it away; other providers look for a
     * data source of that name. EclipseLink connects later, so that asking it again costs nothing.
     */
    private static EntityManagerFactory named(String name, Map<String, Object> properties) {
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(name, properties);
        if (properties.containsKey(PersistenceConfiguration.JDBC_URL)
                && factory.getClass().getName().startsWith("org.eclipse.persistence.")) {
            factory.close();
            return Persistence.createEntityManagerFactory(name, UnitProperties.withoutDataSources(properties));
        }
        return factory;
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

    /** The unit's name, by the original's order of precedence. */
    private static String name(Settings settings) {
        return settings.find(UnitSettings.CONNECTION_NAME)
                .or(() -> settings.find(UnitSettings.SCHEMA_CLASS))
                .orElseThrow(() -> settings.invalid(
                        UnitSettings.SCHEMA_CLASS,
                        "No schema class defined. Name a persistence unit of your application, or '"
                                + UnitSettings.READY
                                + "' for Carnet's own; or hand an EntityManagerFactory in from code as schema"));
    }

    private static void requireThere(String name, Settings settings) {
        List<String> there = UnitNames.onClassPath();
        if (!there.contains(name)) {
            there.add(UnitSettings.READY);
            Setting<?> setting = settings.has(UnitSettings.CONNECTION_NAME)
                    ? UnitSettings.CONNECTION_NAME
                    : UnitSettings.SCHEMA_CLASS;
            throw settings.unknown(
                    setting, "no META-INF/persistence.xml on the class path has a unit '" + name + "'", name, there);
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

package dev.carnet.jpa;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.nio.file.Path;

/**
 * A mapping with one provider on one database.
 *
 * @param mapping the mapping
 * @param provider the provider
 * @param kind the database
 */
record MappingCell(Mapping mapping, Provider provider, DatabaseKind kind) {
    /** Does it as an application would, whose tables the provider makes; gives how it works, or the message that refuses it. */
    MappingOutcome tried(Path directory) {
        FreshDatabase database = kind.fresh(directory);
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = unit(pool)) {
            OpenUnit opened;
            try {
                opened = UnitInspection.inspect(
                        unit,
                        mapping.options(),
                        Settings.builder(setting -> "JPA: " + setting).build());
            } catch (ConfigurationException e) {
                return new MappingOutcome(MappingOutcome.REFUSED, e.getMessage());
            }
            try (SessionStore store = JpaSessionStore.open(opened, () -> {})) {
                CoreRun.on(store);
            }
            return MappingOutcome.of(opened.abilities());
        } finally {
            database.drop();
        }
    }

    private EntityManagerFactory unit(HikariDataSource pool) {
        PersistenceConfiguration unit = new PersistenceConfiguration("matrix")
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create")
                .property("eclipselink.logging.level", "OFF")
                .property("hibernate.tenant_identifier_resolver", new OneTenant());
        if (mapping.classes().get(0).getSimpleName().endsWith("ByXml")) {
            unit.mappingFile("META-INF/mappings-orm.xml");
        } else {
            mapping.classes().forEach(unit::managedClass);
        }
        return provider.provider().createEntityManagerFactory(unit);
    }

    @Override
    public String toString() {
        return mapping + " with " + provider + " on " + kind;
    }
}

package dev.carnet.jpa;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.jpa.database.PersistenceVersion;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.spi.PersistenceProvider;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hibernate.cfg.Configuration;
import org.hibernate.jpa.HibernatePersistenceProvider;

/** A persistence provider that the tests run on. */
enum Provider {
    HIBERNATE,
    ECLIPSELINK;

    private static final AtomicInteger COUNT = new AtomicInteger();

    PersistenceProvider provider() {
        return this == HIBERNATE
                ? new HibernatePersistenceProvider()
                : new org.eclipse.persistence.jpa.PersistenceProvider();
    }

    /** An application's unit on a data source, with transactions of its own. */
    EntityManagerFactory open(DataSource dataSource, Class<?>... entities) {
        return PersistenceVersion.is32() ? Newer.open(this, dataSource, entities) : older(dataSource, entities);
    }

    /** The same on Jakarta Persistence 3.1, where a unit is made in code by Hibernate's own means. */
    private static EntityManagerFactory older(DataSource dataSource, Class<?>... entities) {
        Configuration unit = new Configuration();
        List.of(entities).forEach(unit::addAnnotatedClass);
        unit.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource);
        return unit.buildSessionFactory();
    }

    /** An application's pool on a database. */
    static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMinimumIdle(1);
        return pool;
    }

    /** Loaded on Jakarta Persistence 3.2 alone. */
    private static final class Newer {
        private static EntityManagerFactory open(Provider provider, DataSource dataSource, Class<?>... entities) {
            PersistenceConfiguration unit = new PersistenceConfiguration("test" + COUNT.incrementAndGet())
                    .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                    .property("jakarta.persistence.nonJtaDataSource", dataSource)
                    // EclipseLink prints what fails, with its statement; tests let much fail.
                    .property("eclipselink.logging.level", "OFF");
            List.of(entities).forEach(unit::managedClass);
            return provider.provider().createEntityManagerFactory(unit);
        }
    }
}

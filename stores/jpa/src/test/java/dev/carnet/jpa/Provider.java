package dev.carnet.jpa;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.spi.PersistenceProvider;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
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
        PersistenceConfiguration unit = new PersistenceConfiguration("test" + COUNT.incrementAndGet())
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                .property("jakarta.persistence.nonJtaDataSource", dataSource)
                // EclipseLink prints what fails, with its statement; tests let much fail.
                .property("eclipselink.logging.level", "OFF");
        List.of(entities).forEach(unit::managedClass);
        return provider().createEntityManagerFactory(unit);
    }

    /** An application's pool on a database. */
    static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMinimumIdle(1);
        return pool;
    }
}

package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalEntityManagerFactoryBean;
import org.springframework.transaction.support.TransactionTemplate;

/** A session neither joins nor breaks the transaction that the application is in. */
class ApplicationTransactionTest {
    @TempDir
    private Path directory;

    private FreshDatabase database;
    private HikariDataSource pool;

    @BeforeEach
    void prepare() {
        database = DatabaseKind.H2.fresh(directory);
        database.sql(DatabaseKind.H2.ddl(MySession.DDL, Provider.HIBERNATE));
        database.sql("CREATE TABLE notes (id BIGINT PRIMARY KEY, text VARCHAR(100) UNIQUE)");
        pool = Provider.pool(database.url());
    }

    @AfterEach
    void drop() {
        pool.close();
        database.drop();
    }

    private List<String> notes() {
        return database.sql("SELECT text FROM notes ORDER BY id");
    }

    private EntityManagerFactory unit(Provider provider) {
        return provider.open(pool, MySession.class, Note.class);
    }

    private static SessionEngine engine(EntityManagerFactory unit) {
        return SessionEngine.builder(JpaSessionStore.open(unit, MySession.OPTIONS))
                .build();
    }

    private static Session stored(SessionEngine engine) {
        Session session = engine.create();
        session.put("n", 1);
        return engine.flush(session);
    }

    @ParameterizedTest
    @EnumSource
    void what_the_application_rolls_back_takes_no_session_with_it(Provider provider) {
        EntityManagerFactory unit = unit(provider);
        try (SessionEngine engine = engine(unit);
                EntityManager application = unit.createEntityManager()) {
            application.getTransaction().begin();
            application.persist(new Note(1, "draft"));
            application.flush();

            Session session = stored(engine);
            session.put("n", 2);
            engine.flush(session);
            application.getTransaction().rollback();

            assertThat(engine.retrieve(session.id()).orElseThrow().get("n")).isEqualTo(2);
            assertThat(notes()).isEmpty();
        }
        unit.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_session_that_cannot_be_stored_leaves_the_applications_work_alone(Provider provider) {
        EntityManagerFactory unit = unit(provider);
        try (SessionStore store = JpaSessionStore.open(unit, MySession.OPTIONS);
                EntityManager application = unit.createEntityManager()) {
            var session = Records.record(Instant.EPOCH, null, Map.of());
            store.create(session);
            application.getTransaction().begin();
            application.persist(new Note(1, "kept"));

            assertThat(store.create(session)).isFalse();
            database.sql("ALTER TABLE my_sessions RENAME TO elsewhere");
            assertThatThrownBy(() -> store.create(Records.record(Instant.EPOCH, null, Map.of())))
                    .isInstanceOf(SessionStoreException.class);

            assertThat(application.getTransaction().getRollbackOnly()).isFalse();
            application.getTransaction().commit();
            assertThat(notes()).containsExactly("kept");
        }
        unit.close();
    }

    @ParameterizedTest
    @EnumSource
    void it_stands_beside_springs_transactions(Provider provider) {
        EntityManagerFactory unit = spring(provider);
        TransactionTemplate transaction = new TransactionTemplate(new JpaTransactionManager(unit));
        try (SessionEngine engine = engine(unit)) {
            Session session = transaction.execute(status -> {
                EntityManager ongoing = EntityManagerFactoryUtils.getTransactionalEntityManager(unit);
                ongoing.persist(new Note(1, "draft"));
                ongoing.flush();
                Session made = stored(engine);
                status.setRollbackOnly();
                return made;
            });

            assertThat(engine.retrieve(session.id())).isPresent();
            assertThat(notes()).isEmpty();

            transaction.executeWithoutResult(status -> {
                EntityManager ongoing = EntityManagerFactoryUtils.getTransactionalEntityManager(unit);
                ongoing.persist(new Note(2, "kept"));
                engine.destroy(engine.retrieve(session.id()).orElseThrow());
                assertThat(ongoing.isJoinedToTransaction()).isTrue();
            });

            assertThat(notes()).containsExactly("kept");
            assertThat(engine.retrieve(session.id())).isEmpty();
        }
        unit.close();
    }

    /** As Spring makes it, behind Spring's own proxy. */
    private EntityManagerFactory spring(Provider provider) {
        LocalEntityManagerFactoryBean bean = new LocalEntityManagerFactoryBean();
        bean.setPersistenceUnitName("shop");
        bean.setPersistenceProvider(provider.provider());
        bean.setJpaPropertyMap(Map.of(
                "jakarta.persistence.nonJtaDataSource", pool, "jakarta.persistence.transactionType", "RESOURCE_LOCAL"));
        bean.afterPropertiesSet();
        return bean.getObject();
    }
}

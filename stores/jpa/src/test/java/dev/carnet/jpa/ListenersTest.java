package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application that maps the entity gets to see of Carnet's writes. */
class ListenersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    private Path directory;

    private FreshDatabase database;
    private HikariDataSource pool;

    @BeforeEach
    void prepare() {
        database = DatabaseKind.H2.fresh(directory);
        pool = Provider.pool(database.url());
    }

    @AfterEach
    void drop() {
        pool.close();
        database.drop();
    }

    /** Something done with a store that has one session. */
    private interface Work {
        void with(SessionStore store, SessionKey key, EntityManagerFactory unit);
    }

    private void on(Provider provider, Work work) {
        database.sql(DatabaseKind.H2.ddl(VisitSession.DDL, provider));
        try (EntityManagerFactory unit = provider.open(pool, VisitSession.class);
                SessionStore store = JpaSessionStore.open(unit, VisitSession.OPTIONS)) {
            VisitSession.SEEN.clear();
            SessionRecord session = Records.record(NOW, "ada", Map.of("n", "1"));
            store.create(session);
            work.with(store, session.header().key(), unit);
        }
    }

    private static UpdateResult update(SessionStore store, SessionKey key, String json) {
        return store.update(Records.update(store.find(key).orElseThrow(), Map.of("n", json), Set.of()));
    }

    private String revision() {
        return database.sql("SELECT revision FROM visits").get(0);
    }

    private static VisitSession loaded(EntityManager application) {
        return application
                .createQuery("SELECT v FROM Visit v", VisitSession.class)
                .getSingleResult();
    }

    @ParameterizedTest
    @EnumSource
    void listeners_see_a_new_session_and_nothing_after_that(Provider provider) {
        on(provider, (store, key, unit) -> {
            assertThat(VisitSession.SEEN).containsExactly("persist");
            assertThat(database.sql("SELECT tenant FROM visits")).containsExactly("acme");

            update(store, key, "2");
            store.touch(
                    key, store.find(key).orElseThrow().header().version(), NOW.plusSeconds(60), NOW.plusSeconds(3600));
            assertThat(store.delete(key, null)).isTrue();

            assertThat(VisitSession.SEEN).containsExactly("persist");
        });
    }

    @ParameterizedTest
    @EnumSource
    void the_version_that_the_provider_manages_grows_by_one_with_every_write(Provider provider) {
        on(provider, (store, key, unit) -> {
            int first = Integer.parseInt(revision());

            update(store, key, "2");
            assertThat(revision()).isEqualTo(String.valueOf(first + 1));

            store.touch(
                    key, store.find(key).orElseThrow().header().version(), NOW.plusSeconds(60), NOW.plusSeconds(3600));
            assertThat(revision()).isEqualTo(String.valueOf(first + 2));
        });
    }

    @ParameterizedTest
    @EnumSource
    void copies_for_the_applications_own_queries_follow_every_write(Provider provider) {
        on(provider, (store, key, unit) -> {
            store.touch(
                    key, store.find(key).orElseThrow().header().version(), NOW.plusSeconds(60), NOW.plusSeconds(3600));

            try (EntityManager application = unit.createEntityManager()) {
                assertThat(application
                                .createQuery(
                                        "SELECT v.accessed FROM Visit v WHERE v.owner = 'ada' AND v.until = :until",
                                        Instant.class)
                                .setParameter("until", NOW.plusSeconds(3600))
                                .getResultList())
                        .containsExactly(NOW.plusSeconds(60));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void an_application_that_writes_what_it_loaded_before_a_session_changed_is_told(Provider provider) {
        on(provider, (store, key, unit) -> {
            try (EntityManager application = unit.createEntityManager()) {
                application.getTransaction().begin();
                loaded(application).tenant("other");
                update(store, key, "2");

                assertThatThrownBy(() -> application.getTransaction().commit())
                        .isInstanceOf(RollbackException.class)
                        .hasCauseInstanceOf(OptimisticLockException.class);
            }
            assertThat(store.find(key).orElseThrow().attributes().get("n").text())
                    .isEqualTo("2");
        });
    }

    @ParameterizedTest
    @EnumSource
    void an_application_sees_the_change_of_a_session_that_it_had_loaded_before(Provider provider) {
        on(provider, (store, key, unit) -> {
            try (EntityManager application = unit.createEntityManager()) {
                assertThat(loaded(application).contents()).endsWith("\"n\":1}");
            }
            update(store, key, "2");
            try (EntityManager application = unit.createEntityManager()) {
                assertThat(loaded(application).contents()).endsWith("\"n\":2}");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_write_of_the_application_to_another_column_is_no_conflict(Provider provider) {
        on(provider, (store, key, unit) -> {
            SessionRecord read = store.find(key).orElseThrow();
            try (EntityManager application = unit.createEntityManager()) {
                application.getTransaction().begin();
                loaded(application).tenant("other");
                application.getTransaction().commit();
            }

            assertThat(store.update(Records.update(read, Map.of("n", "2"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
            assertThat(database.sql("SELECT tenant FROM visits")).containsExactly("other");
        });
    }
}

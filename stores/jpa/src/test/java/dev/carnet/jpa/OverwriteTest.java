package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.jpa.database.ReadyTable;
import dev.carnet.jpa.entity.Bookkeeping;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.StoredSession;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.RollbackException;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UpdateTimestamp;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that saves the entity itself: what becomes of a session that changed since it was loaded, and who is told. */
class OverwriteTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    /** What the entities have. */
    @MappedSuperclass
    static class Noted {
        @Id
        @Column(length = 40)
        String sid;

        String note;
    }

    @Entity
    @Table(name = "o_plain")
    static class Plain extends Noted {
        @Column(length = 10_000)
        String payload;
    }

    @Entity
    @DynamicUpdate
    @Table(name = "o_dynamic")
    static class Dynamic extends Noted {
        @Column(length = 10_000)
        String payload;
    }

    @Entity
    @Table(name = "o_fixed")
    static class Fixed extends Noted {
        @Column(length = 10_000, updatable = false)
        String payload;
    }

    @Entity
    @Table(name = "o_counted")
    static class Counted extends Noted {
        @Column(length = 10_000)
        String payload;

        @Version
        int revision;
    }

    @Entity
    @Table(name = "o_stamped")
    @DynamicUpdate
    static class Stamped extends Noted {
        @Column(length = 10_000)
        String payload;

        @UpdateTimestamp
        Instant updatedAt;

        @UpdateTimestamp
        @Bookkeeping(Bookkeeping.Part.LAST_ACCESSED_AT)
        Instant seenAt;
    }

    @TempDir
    private Path directory;

    /** A session in the entity, beside the application. */
    private interface Work {
        void with(EntityManagerFactory unit, SessionStore store, SessionKey key, List<String> warnings);
    }

    private void on(Provider provider, Class<?> entity, Work work) {
        FreshDatabase database = FreshDatabase.h2(directory);
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = provider.provider()
                        .createEntityManagerFactory(new PersistenceConfiguration("overwrite")
                                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                                .property("jakarta.persistence.nonJtaDataSource", pool)
                                .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create")
                                .property("eclipselink.logging.level", "OFF")
                                .managedClass(Noted.class)
                                .managedClass(entity))) {
            OpenUnit opened = UnitInspection.inspect(
                    unit,
                    new JpaOptions(entity.getName(), "sid", "payload", Map.of()),
                    Settings.builder(String::valueOf).build());
            try (SessionStore store = JpaSessionStore.open(opened, () -> {})) {
                SessionRecord session = Records.record(NOW, "ada", Map.of("n", "1"));
                store.create(session);
                work.with(unit, store, session.header().key(), EntityWarnings.of(opened));
            }
        } finally {
            database.drop();
        }
    }

    /** What a session holds after it changed while the application had its row loaded and saved a note; null if that failed. */
    private static String afterASave(EntityManagerFactory unit, SessionStore store, SessionKey key, Class<?> entity) {
        try (EntityManager application = unit.createEntityManager()) {
            application.getTransaction().begin();
            Noted loaded = (Noted) application.find(entity, key.value());
            store.update(Records.update(store.find(key).orElseThrow(), Map.of("n", "2"), Set.of()));
            loaded.note = "seen";
            application.getTransaction().commit();
        } catch (RollbackException told) {
            return null;
        }
        return store.find(key).orElseThrow().attributes().get("n").text();
    }

    static Stream<Arguments> entities() {
        return Stream.of(
                // Hibernate writes all columns by default; EclipseLink those that changed.
                Arguments.of(Provider.HIBERNATE, Plain.class, "1", true),
                Arguments.of(Provider.HIBERNATE, Dynamic.class, "2", false),
                Arguments.of(Provider.HIBERNATE, Fixed.class, "2", false),
                Arguments.of(Provider.HIBERNATE, Counted.class, null, false),
                Arguments.of(Provider.ECLIPSELINK, Plain.class, "2", false),
                Arguments.of(Provider.ECLIPSELINK, Fixed.class, "2", false),
                Arguments.of(Provider.ECLIPSELINK, Counted.class, null, false));
    }

    @ParameterizedTest
    @MethodSource("entities")
    void a_save_that_takes_a_change_back_unseen_is_told_at_open(
            Provider provider, Class<?> entity, String left, boolean isTold) {
        on(provider, entity, (unit, store, key, warnings) -> {
            assertThat(afterASave(unit, store, key, entity)).isEqualTo(left);
            if (isTold) {
                assertThat(warnings)
                        .singleElement()
                        .asString()
                        .contains(entity.getSimpleName(), "@Version", "@DynamicUpdate", "updatable = false");
            } else {
                assertThat(warnings).isEmpty();
            }
        });
    }

    static Stream<Provider> providers() {
        return Arrays.stream(Provider.values());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_ready_entity_takes_nothing_back(Provider provider) {
        FreshDatabase database = FreshDatabase.h2(directory);
        ReadyTable.statements("H2").forEach(database::sql);
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = provider.open(pool, StoredSession.class)) {
            OpenUnit opened = UnitInspection.inspect(
                    unit, JpaOptions.DEFAULTS, Settings.builder(String::valueOf).build());
            assertThat(EntityWarnings.of(opened)).isEmpty();
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_time_that_only_a_save_sets_is_told_and_advances_where_it_is_marked(Provider provider) {
        on(provider, Stamped.class, (unit, store, key, warnings) -> {
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("updatedAt", "@Bookkeeping(LAST_ACCESSED_AT)")
                    .doesNotContain("seenAt");
            SessionRecord session = store.find(key).orElseThrow();
            assertThat(store.touch(key, session.header().version(), NOW.plusSeconds(600), NOW.plusSeconds(2400)))
                    .isTrue();
            try (EntityManager application = unit.createEntityManager()) {
                assertThat(application.find(Stamped.class, key.value()).seenAt).isEqualTo(NOW.plusSeconds(600));
            }
        });
    }
}

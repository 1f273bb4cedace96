package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A request whose own transaction stands in the way of its session: an error that says so, after a bounded wait. */
class LockTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final JpaOptions OPTIONS = new JpaOptions(
            MySession.OPTIONS.entity(),
            MySession.OPTIONS.id(),
            MySession.OPTIONS.data(),
            Map.of(),
            Duration.ofSeconds(1));

    @TempDir
    private Path directory;

    /** Each provider on each database; without {@code -Pfull} Hibernate alone, since the bound is the database's. */
    static Stream<Arguments> all() {
        return providers()
                .flatMap(provider -> Arrays.stream(DatabaseKind.values()).map(kind -> Arguments.of(provider, kind)));
    }

    static Stream<Provider> providers() {
        return Arrays.stream(Provider.values())
                .filter(each -> each == Provider.HIBERNATE || Boolean.getBoolean("carnet.test.full"));
    }

    /** Without a bound PostgreSQL would wait for ever. */
    @ParameterizedTest
    @MethodSource("all")
    @Timeout(40)
    void a_row_that_the_request_itself_has_locked_is_waited_for_no_longer_than_said(
            Provider provider, DatabaseKind kind) {
        FreshDatabase database = kind.fresh(directory);
        database.sql(kind.ddl(MySession.DDL, provider));
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = provider.open(pool, MySession.class);
                SessionStore store = JpaSessionStore.open(unit, OPTIONS)) {
            SessionRecord session = Records.record(NOW, "ada", Map.of("n", "1"));
            SessionKey key = session.header().key();
            store.create(session);
            try (EntityManager application = unit.createEntityManager()) {
                application.getTransaction().begin();
                application
                        .createQuery("UPDATE MySession e SET e.sessionData = e.sessionData WHERE e.id = :id")
                        .setParameter("id", key.value())
                        .executeUpdate();

                for (Runnable write : new Runnable[] {
                    () -> store.update(Records.update(session, Map.of("n", "2"), Set.of())),
                    () -> store.delete(key, null)
                }) {
                    assertThatThrownBy(write::run)
                            .isInstanceOf(SessionStoreException.class)
                            .hasMessageContaining("held the row for longer than lock_timeout")
                            .hasMessageContaining("store the session before it begins or after it ends");
                }
                application.getTransaction().commit();
            }
            assertThat(store.update(Records.update(store.find(key).orElseThrow(), Map.of("n", "2"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void a_pool_that_requests_in_transactions_have_emptied_is_named(Provider provider) {
        FreshDatabase database = FreshDatabase.h2(directory);
        database.sql(DatabaseKind.H2.ddl(MySession.DDL, provider));
        try (HikariDataSource pool = Provider.pool(database.url())) {
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(250);
            try (EntityManagerFactory unit = provider.open(pool, MySession.class);
                    SessionStore store = JpaSessionStore.open(unit, OPTIONS);
                    EntityManager application = unit.createEntityManager()) {
                application.getTransaction().begin();
                application
                        .createQuery("UPDATE MySession e SET e.sessionData = NULL")
                        .executeUpdate();

                for (Runnable call : new Runnable[] {
                    () -> store.find(Records.key()), () -> store.create(Records.record(NOW, null, Map.of()))
                }) {
                    assertThatThrownBy(call::run)
                            .isInstanceOf(SessionStoreException.class)
                            .hasMessageContaining("the pool gave no connection in time")
                            .hasMessageContaining("in addition to that of the request's own transaction");
                }
                application.getTransaction().rollback();
                assertThat(store.find(Records.key())).isEmpty();
            }
        } finally {
            database.drop();
        }
    }
}

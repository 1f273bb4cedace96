package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.TestServers;
import dev.carnet.testservers.Wire;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken backend is an error that says what to do and shows nobody's data. */
class JpaFailureTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    private Path directory;

    static Stream<Arguments> all() {
        return Arrays.stream(Provider.values())
                .flatMap(provider -> Arrays.stream(DatabaseKind.values()).map(kind -> Arguments.of(provider, kind)));
    }

    private static SessionRecord session(String json) {
        return Records.record(NOW, "ada", Map.of("secret", json));
    }

    private static void showsNothing(Throwable failure, SessionRecord of) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each.getMessage()))
                    .doesNotContain("hunter2")
                    .doesNotContain(of.header().key().value());
        }
    }

    /** Something done with a store, the wire it is on, and its database. */
    private interface Work {
        void with(SessionStore store, Wire wire, FreshDatabase database);
    }

    private void on(Provider provider, DatabaseKind kind, String ddl, Work work) {
        FreshDatabase database = kind.fresh(directory);
        database.sql(kind.ddl(ddl, provider));
        try (HikariDataSource pool = Provider.pool(database.url())) {
            Wire wire = new Wire(pool);
            try (EntityManagerFactory unit = provider.open(wire.dataSource(), MySession.class);
                    SessionStore store = JpaSessionStore.open(unit, MySession.OPTIONS)) {
                work.with(store, wire, database);
            }
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_column_that_nobody_fills_is_an_error_with_a_remedy(Provider provider, DatabaseKind kind) {
        on(provider, kind, MySession.DDL, (store, wire, database) -> {
            database.sql("ALTER TABLE my_sessions ADD COLUMN tenant VARCHAR(20) NOT NULL");
            SessionRecord session = session("\"hunter2\"");

            assertThatThrownBy(() -> store.create(session))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("must not be null")
                    .hasMessageContaining("@PrePersist")
                    .satisfies(failure -> showsNothing(failure, session));
            assertThat(store.find(session.header().key())).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_session_that_its_column_cannot_hold_is_too_large_and_what_was_stored_stays(
            Provider provider, DatabaseKind kind) {
        on(provider, kind, MySession.DDL.replace("${text}", "VARCHAR(600)"), (store, wire, database) -> {
            SessionRecord session = session("\"hunter2\"");
            assertThat(store.create(session)).isTrue();
            String large = "\"" + "hunter2".repeat(100) + "\"";

            assertThatThrownBy(() -> store.create(session(large)))
                    .isInstanceOf(SessionTooLargeException.class)
                    .hasMessageContaining("Widen the column")
                    .satisfies(failure -> showsNothing(failure, session));
            assertThatThrownBy(() -> store.update(Records.update(session, Map.of("n", large), Set.of())))
                    .isInstanceOf(SessionTooLargeException.class);

            assertThat(store.find(session.header().key())).contains(session);
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_row_without_data_is_unreadable_and_stays(Provider provider) {
        on(provider, DatabaseKind.H2, MySession.DDL, (store, wire, database) -> {
            SessionRecord session = session("1");
            database.sql(
                    "INSERT INTO my_sessions VALUES ('" + session.header().key().value() + "', NULL)");

            assertThatThrownBy(() -> store.find(session.header().key())).isInstanceOf(UnreadableSessionException.class);
            assertThat(store.create(session)).isFalse();

            assertThat(database.sql("SELECT COUNT(*) FROM my_sessions WHERE my_session_data IS NULL"))
                    .containsExactly("1");
        });
    }

    @ParameterizedTest
    @EnumSource
    void after_a_restart_of_the_database_the_first_read_takes_a_new_connection(Provider provider) throws Exception {
        FreshDatabase database = FreshDatabase.postgres();
        database.sql(DatabaseKind.POSTGRESQL.ddl(MySession.DDL, provider));
        try (HikariDataSource pool = Provider.pool(database.url())) {
            pool.setMaximumPoolSize(1);
            try (EntityManagerFactory unit = provider.open(pool, MySession.class);
                    SessionStore store = JpaSessionStore.open(unit, MySession.OPTIONS)) {
                SessionRecord session = session("1");
                store.create(session);

                TestServers.postgres().restart();

                assertThat(store.find(session.header().key())).contains(session);
            }
        }
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_the_database_undid_to_end_a_deadlock_is_done_again_twice_at_most(Provider provider) {
        on(provider, DatabaseKind.H2, MySession.DDL, (store, wire, database) -> {
            SessionRecord session = session("1");
            AtomicInteger deadlocks = new AtomicInteger(2);
            wire.tap(what -> {
                if (what.matches("(?is)(insert|update|delete).*") && deadlocks.getAndDecrement() > 0) {
                    throw new SQLException("deadlock", "40001", 1213);
                }
            });

            assertThat(store.create(session)).isTrue();
            deadlocks.set(2);
            assertThat(store.update(Records.update(session, Map.of("n", "2"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
            deadlocks.set(3);
            assertThatThrownBy(() -> store.delete(session.header().key(), null))
                    .isInstanceOf(SessionStoreException.class);
            assertThat(store.delete(session.header().key(), null)).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_read_is_tried_once_more_on_a_dead_connection_and_a_write_never(Provider provider) {
        on(provider, DatabaseKind.H2, MySession.DDL, (store, wire, database) -> {
            SessionRecord session = session("1");
            store.create(session);
            wire.tap(dyingAt("SELECT", wire));
            assertThat(store.find(session.header().key())).contains(session);

            wire.tap(dyingAt("UPDATE", wire));
            wire.take();
            assertThatThrownBy(() -> store.update(Records.update(session, Map.of("n", "2"), Set.of())))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("the line is dead")
                    .hasMessageContaining("Check whether the database is up");
            assertThat(wire.take())
                    .filteredOn(each -> each.regionMatches(true, 0, "UPDATE", 0, 6))
                    .hasSize(1);
        });
    }

    /** Dies at a statement and, as EclipseLink asks, does not live; a new connection does. */
    private static Wire.Tap dyingAt(String statement, Wire wire) {
        return what -> {
            if (what.regionMatches(true, 0, statement, 0, statement.length())) {
                wire.tap(next -> {
                    wire.tap(afterwards -> {});
                    if (next.equals("SELECT 1")) {
                        throw new SQLException("the line is dead", "08006");
                    }
                });
                throw new SQLException("the line is dead", "08006");
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_is_down_at_the_start_is_an_error_without_the_password(Provider provider) {
        CarnetConfig config = CarnetConfig.builder()
                .session("DBIC")
                .set("schema_class", "shop")
                .set("dsn", "jdbc:mariadb://127.0.0.1:1/web?user=x&password=hunter2&connectTimeout=500")
                .set("resultset", "MySession")
                .build();
        try (OnlyProvider only = OnlyProvider.of(provider)) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            assertThatThrownBy(config::open)
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageStartingWith("JPA: ")
                    .satisfies(failure -> showsNothing(failure, session("1")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_goes_down_is_an_error_and_no_missing_session(Provider provider) {
        on(provider, DatabaseKind.H2, MySession.DDL, (store, wire, database) -> {
            wire.tap(what -> {
                // EclipseLink's question whether a connection lives: it would try again for long.
                if (!what.equals("SELECT 1")) {
                    throw new SQLException("the line is dead", "08006");
                }
            });
            for (ThrowingCallable each : List.<ThrowingCallable>of(
                    () -> store.find(Records.key()),
                    () -> store.create(session("1")),
                    () -> store.touch(Records.key(), 1, NOW, NOW),
                    () -> store.delete(Records.key(), null),
                    () -> Sweeps.all(store, NOW, 1),
                    () -> store.scan(SessionQuery.ALL, null, 1))) {
                assertThatThrownBy(each)
                        .isInstanceOf(SessionStoreException.class)
                        .hasMessageContaining("the line is dead. Check whether the database is up");
            }
            wire.tap(what -> {});
            assertThat(store.find(Records.key())).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_factory_is_an_error_of_the_store(Provider provider) {
        FreshDatabase database = FreshDatabase.h2(directory);
        database.sql(DatabaseKind.H2.ddl(MySession.DDL, provider));
        try (HikariDataSource pool = Provider.pool(database.url())) {
            EntityManagerFactory unit = provider.open(pool, MySession.class);
            SessionStore store = JpaSessionStore.open(unit, MySession.OPTIONS);
            unit.close();

            assertThatThrownBy(() -> store.find(Records.key()))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageStartingWith("JPA: the session could not be read");
            assertThatThrownBy(() -> store.create(session("1"))).isInstanceOf(SessionStoreException.class);
        }
        database.drop();
    }
}

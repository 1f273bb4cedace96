package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Sweeps;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sweeps on servers that know SKIP LOCKED. */
class ServerSweepTest {
    static Stream<Arguments> servers() {
        Supplier<TestDatabase> mariaDb = TestDatabase::mariaDb;
        Supplier<TestDatabase> postgres = TestDatabase::postgres;
        return Stream.of(Arguments.of(Named.of("MariaDB", mariaDb)), Arguments.of(Named.of("PostgreSQL", postgres)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void what_another_has_locked_is_passed_by(Supplier<TestDatabase> server) throws Exception {
        TestDatabase database = server.get().initialised();
        try (SessionStore store = database.open();
                Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            IntStream.range(0, 10).forEach(i -> store.create(Given.session("k" + i, Given.NOW.plusSeconds(i))));
            other.setAutoCommit(false);
            statement.executeUpdate("UPDATE sessions SET session_data = '{}' WHERE id = 'k0'");

            assertThat(Sweeps.batch(store, SessionHeader.NEVER, 4))
                    .extracting(each -> each.key().value())
                    .containsExactly("k1", "k2", "k3", "k4");

            other.rollback();
            assertThat(store.find(new SessionKey("k0"))).isPresent();
            assertThat(Sweeps.all(store, SessionHeader.NEVER, 100)).hasSize(6);
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void several_nodes_sweep_each_session_once_while_others_are_written(Supplier<TestDatabase> server)
            throws Exception {
        TestDatabase database = server.get().initialised();
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try (SessionStore one = database.open();
                SessionStore two = database.open()) {
            IntStream.range(0, 1000).forEach(i -> one.create(Given.session("k" + i, Given.NOW.plusSeconds(i))));
            Callable<List<SessionHeader>> writer = () -> {
                IntStream.range(0, 300).forEach(i -> one.create(Given.session("live" + i, SessionHeader.NEVER)));
                return List.of();
            };
            List<SessionHeader> swept = new ArrayList<>();
            for (Future<List<SessionHeader>> each :
                    threads.invokeAll(List.of(sweeper(one), sweeper(two), sweeper(one), sweeper(two), writer))) {
                swept.addAll(each.get());
            }
            swept.addAll(sweeper(one).call());

            assertThat(swept).extracting(SessionHeader::key).hasSize(1000).doesNotHaveDuplicates();
            assertThat(database.sql("SELECT COUNT(*) FROM sessions")).containsExactly("300");
        } finally {
            threads.shutdownNow();
            database.drop();
        }
    }

    private static Callable<List<SessionHeader>> sweeper(SessionStore store) {
        return () -> {
            List<SessionHeader> all = new ArrayList<>();
            List<SessionHeader> batch;
            do {
                batch = Sweeps.batch(store, Given.NOW.plusSeconds(5000), 50);
                all.addAll(batch);
            } while (!batch.isEmpty());
            return all;
        };
    }

    @Test
    void a_table_whose_ids_are_unique_by_another_index_is_swept_too() {
        TestDatabase database = TestDatabase.mariaDb().initialised();
        database.sql("ALTER TABLE sessions DROP PRIMARY KEY, ADD UNIQUE INDEX by_id (id)");
        try (SessionStore store = database.open()) {
            IntStream.range(0, 150).forEach(i -> store.create(Given.session("k" + i, Given.NOW)));

            assertThat(Sweeps.all(store, Given.NOW, 1000)).hasSize(150);
            assertThat(store.count(SessionQuery.ALL)).isZero();
        } finally {
            database.drop();
        }
    }
}

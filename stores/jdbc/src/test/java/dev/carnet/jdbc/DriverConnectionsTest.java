package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.jdbc.connection.DriverConnections;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.KeptStatements;
import dev.carnet.jdbc.sql.SqliteDialect;
import dev.carnet.testservers.Wire;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverConnectionsTest {
    @TempDir
    private Path directory;

    private static DriverConnections of(Callable<Connection> connect) {
        Driver driver = (Driver) Proxy.newProxyInstance(
                DriverConnectionsTest.class.getClassLoader(), new Class<?>[] {Driver.class}, (self, method, args) -> {
                    assertThat(method.getName()).isEqualTo("connect");
                    return connect.call();
                });
        return new DriverConnections(
                driver,
                "jdbc:sqlite:web.db",
                new Properties(),
                () -> "",
                new SqliteDialect(),
                Duration.ofMinutes(1),
                Optional.empty());
    }

    /** As before a write, and when a pool keeps it alive. */
    @Test
    void a_pool_that_asks_whether_a_connection_lives_is_answered_by_the_database() throws Exception {
        Wire wire = new Wire(new SqlitePlace(directory.resolve("web.db")).dataSource());
        Connection connection = of(wire.dataSource()::getConnection).getConnection();

        assertThat(connection.isValid(1)).isTrue();
        assertThat(wire.take()).containsExactly("isValid");
        connection.close();
        assertThat(connection.isValid(1)).isFalse();
    }

    /** A read on a dead one is repeated. */
    @Test
    void nothing_is_asked_when_a_connection_is_lent_for_a_read() throws Exception {
        Wire wire = new Wire(new SqlitePlace(directory.resolve("web.db")).dataSource());
        Connection connection = of(wire.dataSource()::getConnection).getConnection();
        DataSource asking = new Wire(new SqlitePlace(directory.resolve("web.db")).dataSource()) {
            @Override
            protected Connection opened(Connection lent) throws SQLException {
                assertThat(connection.isValid(1)).isTrue();
                return lent;
            }
        }.dataSource();

        DriverConnections.unasked(asking).close();
        assertThat(wire.take()).isEmpty();

        asking.getConnection().close();
        assertThat(wire.take()).containsExactly("isValid");
    }

    /** So that a pool need not wait for each of them, one timeout after the other. */
    @Test
    void where_one_connection_has_died_those_before_it_count_as_dead() throws Exception {
        Wire wire = new Wire(new SqlitePlace(directory.resolve("web.db")).dataSource());
        DriverConnections connections = of(wire.dataSource()::getConnection);
        Connection first = connections.getConnection();
        Connection second = connections.getConnection();
        wire.tap(what -> {
            throw new SQLException("the connection is gone", "08006");
        });
        assertThatThrownBy(() -> first.isValid(1)).isInstanceOf(SQLException.class);
        wire.tap(what -> {});
        wire.take();

        assertThat(second.isValid(1)).isFalse();
        assertThat(wire.take()).isEmpty();
        assertThat(connections.getConnection().isValid(1)).isTrue();
    }

    @Test
    void what_a_connection_throws_comes_through_as_it_is() throws Exception {
        Wire wire = new Wire(new SqlitePlace(directory.resolve("web.db")).dataSource());
        try (Connection connection = of(wire.dataSource()::getConnection).getConnection()) {
            assertThatThrownBy(() -> connection.prepareStatement("SELECT")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_native_library_that_is_missing_is_an_error_that_says_where_it_goes() {
        DriverConnections broken = of(() -> {
            throw new UnsatisfiedLinkError("no such library");
        });

        assertThatThrownBy(broken::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(new SqliteDialect().remedy(e)).contains("org.sqlite.tmpdir"));
    }

    /** Of two that turn a file to WAL at a time SQLite refuses one, and waits for nothing. */
    @Test
    void many_may_turn_a_file_to_wal_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 50; i++) {
                SqlitePlace place = new SqlitePlace(directory.resolve("web" + i + ".db"));
                place.sql(SqlitePlace.ORIGINAL_TABLE);
                Callable<SqlitePlace> setup = place::initialised;
                for (Future<SqlitePlace> each : threads.invokeAll(Collections.nCopies(8, setup))) {
                    each.get();
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void a_statement_is_prepared_once_for_a_connection() throws Exception {
        Wire wire = new Wire(new SqlitePlace(directory.resolve("web.db")).dataSource());
        try (Connection connection = of(wire.dataSource()::getConnection).getConnection()) {
            KeptStatements kept = KeptStatements.of(connection);

            PreparedStatement first = kept.prepared("SELECT 1");

            assertThat(kept.prepared("SELECT 1")).isSameAs(first);
            assertThat(kept.prepared("SELECT 2")).isNotSameAs(first);
            assertThat(new BoundStatement("SELECT 1", List.of()).<Boolean>query(connection, ResultSet::next))
                    .isTrue();
            assertThat(first.isClosed()).isFalse();
        }
    }

    @Test
    void a_statement_that_failed_is_prepared_anew() throws Exception {
        try (Connection connection = of(new SqlitePlace(directory.resolve("web.db")).dataSource()::getConnection)
                .getConnection()) {
            BoundStatement create = new BoundStatement("CREATE TABLE once (id INTEGER)", List.of());
            PreparedStatement first = KeptStatements.of(connection).prepared(create.sql());
            create.execute(connection);

            assertThatThrownBy(() -> create.execute(connection)).isInstanceOf(SQLException.class);

            assertThat(first.isClosed()).isTrue();
            new BoundStatement("DROP TABLE once", List.of()).execute(connection);
            create.execute(connection);
        }
    }

    @Test
    void a_connection_that_was_handed_in_keeps_none() throws Exception {
        try (Connection connection = new Wire(new SqlitePlace(directory.resolve("web.db")).dataSource())
                .dataSource()
                .getConnection()) {
            assertThat(KeptStatements.of(connection)).isNull();
        }
    }
}

package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.jdbc.connection.JdbcFailure;
import dev.carnet.jdbc.sql.MySqlDialect;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.Wire;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JdbcFailureTest {
    private static final SessionKey KEY = new SessionKey("secret-key");

    @TempDir
    private Path directory;

    private SqlitePlace place;
    private Wire wire;
    private JdbcSessionStore store;
    private final SessionRecord session = Given.session(KEY.value());

    @BeforeEach
    void storeASession() {
        place = new SqlitePlace(directory.resolve("web.db")).initialised();
        wire = new Wire(place.dataSource());
        store = new JdbcSessionStore(wire.dataSource(), JdbcOptions.DEFAULTS);
        store.create(session);
        wire.take();
    }

    private void failOnce(String sqlState, String message) {
        AtomicBoolean failed = new AtomicBoolean();
        wire.tap(what -> {
            if (failed.compareAndSet(false, true)) {
                throw new SQLException(message, sqlState);
            }
        });
    }

    @Test
    void a_read_on_a_dead_connection_is_tried_once_more() {
        failOnce("08006", "the connection is gone");

        assertThat(store.find(KEY)).contains(session);

        assertThat(wire.take()).hasSize(2);
    }

    /** As MariaDB's driver says where the pool sets a connection's time limit while another thread closes it. */
    @Test
    void a_pool_whose_last_connection_was_closed_under_it_lent_none_so_the_store_is_unreachable() {
        SQLException pool = new SQLTransientConnectionException(
                "Connection is not available, request timed out after 5000ms",
                null,
                new SQLException("Connection.setNetworkTimeout cannot be called on a closed connection"));

        assertThat(JdbcFailure.of("the session could not be stored", pool, new MySqlDialect(true, false)))
                .isInstanceOf(StoreUnreachableException.class)
                .hasMessage("JDBC: the session could not be stored: no connection was available in time. Check"
                        + " whether the database is up and reachable from here.");
    }

    @Test
    void a_read_is_not_tried_a_third_time() {
        wire.tap(what -> {
            throw new SQLException("the connection is gone", "08006");
        });

        assertThatThrownBy(() -> store.find(KEY)).isInstanceOf(SessionStoreException.class);

        assertThat(wire.take()).hasSize(2);
    }

    /** What the pool holds besides was opened before the server was known to be gone. */
    @Test
    @Timeout(60)
    void where_the_second_try_of_a_read_meets_a_dead_connection_too_the_pool_gives_up_all_of_its_connections()
            throws Exception {
        List<Connection> opened = new CopyOnWriteArrayList<>();
        Wire pooled = new Wire(place.dataSource()) {
            @Override
            protected Connection opened(Connection connection) {
                opened.add(connection);
                return connection;
            }
        };
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(pooled.dataSource());
            pool.setMaximumPoolSize(2);
            JdbcSessionStore read = new JdbcSessionStore(pool, JdbcOptions.DEFAULTS);
            AtomicInteger tries = new AtomicInteger();
            List<Connection> before = new ArrayList<>();
            pooled.tap(what -> {
                if (!what.startsWith("SELECT")) {
                    return;
                }
                if (tries.incrementAndGet() == 2) {
                    before.addAll(opened);
                }
                throw new SQLException("the connection is gone", "08006");
            });

            assertThatThrownBy(() -> read.find(KEY)).isInstanceOf(StoreUnreachableException.class);

            pooled.tap(what -> {});
            assertThat(tries).hasValue(2);
            await(() -> before.stream().allMatch(JdbcFailureTest::isClosed));
            assertThat(read.find(KEY)).contains(session);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_second_try_of_a_read_that_fails_otherwise_says_how() {
        AtomicInteger tries = new AtomicInteger();
        wire.tap(what -> {
            throw tries.incrementAndGet() == 1
                    ? new SQLException("the connection is gone", "08006")
                    : new SQLException("too slow", "57014");
        });

        assertThatThrownBy(() -> store.find(KEY))
                .isExactlyInstanceOf(SessionStoreException.class)
                .hasMessageStartingWith("JDBC: the session could not be read: too slow. ");
    }

    @Test
    void a_read_that_fails_otherwise_is_not_tried_again() {
        failOnce("57014", "too slow");

        assertThatThrownBy(() -> store.find(KEY)).isInstanceOf(SessionStoreException.class);

        assertThat(wire.take()).hasSize(1);
    }

    @Test
    void a_write_is_never_tried_again() {
        failOnce("08006", "the connection is gone");
        assertThatThrownBy(() -> store.update(Given.update(session, "n", "2")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageStartingWith("JDBC: the session could not be stored: the connection is gone. ")
                .hasRootCauseMessage("the connection is gone");
        assertThat(wire.take()).hasSize(1);

        failOnce("08006", "the connection is gone");
        assertThatThrownBy(() -> store.delete(KEY, null)).isInstanceOf(SessionStoreException.class);
        assertThat(wire.take()).hasSize(1);
        assertThat(store.find(KEY)).contains(session);
    }

    @Test
    void what_a_driver_says_about_values_is_not_repeated() {
        failOnce("23505", "Key (id)=(secret-key) already exists");

        assertThatThrownBy(() -> store.update(Given.update(session, "n", "2")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("SQLSTATE 23505")
                .hasMessageNotContaining("secret-key")
                .hasNoCause();
    }

    @Test
    void what_a_driver_says_about_a_url_with_a_password_is_not_repeated() {
        failOnce("08001", "cannot connect to jdbc:x:y?user=web&password=hunter2");

        assertThatThrownBy(() -> store.delete(KEY, null))
                .hasMessageContaining("SQLSTATE 08001")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void a_table_that_is_dropped_is_no_missing_session() {
        place.sql("DROP TABLE sessions");

        assertThatThrownBy(() -> store.find(KEY))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageStartingWith("JDBC: the session could not be read: ")
                .hasMessageEndingWith("Check the table with `carnet check`.")
                .hasMessageNotContaining("secret-key");
    }

    @Test
    void a_database_that_others_keep_locked_is_an_error_after_the_busy_timeout() throws Exception {
        Settings settings = place.settings()
                .set(DbiProvider.BUSY_TIMEOUT, Duration.ofMillis(1))
                .build();
        try (SessionStore impatient = new DbiProvider().open(settings, SessionOptions.DEFAULTS);
                Connection other = place.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThat(impatient.find(KEY)).contains(session);
            assertThatThrownBy(() -> impatient.update(Given.update(session, "n", "2")))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("SQLITE_BUSY")
                    .hasMessageContaining("raise busy_timeout");

            statement.execute("ROLLBACK");
            impatient.update(Given.update(session, "n", "2"));
        }
    }

    @Test
    void a_database_open_for_reading_only_is_an_error_that_says_so() {
        Settings settings = Settings.builder(Object::toString)
                .set(DbiProvider.DSN, "jdbc:sqlite:file:" + place.file() + "?mode=ro")
                .build();
        try (SessionStore store = new DbiProvider().open(settings, SessionOptions.DEFAULTS)) {
            assertThatThrownBy(() -> store.delete(KEY, null))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("SQLITE_READONLY")
                    .hasMessageContaining("cannot be written");
        }
    }

    @Test
    void a_new_key_that_is_taken_is_an_error_and_nothing_moves() {
        store.create(Given.session("b"));
        Change toB = new Change(Map.of(), Set.of(), null, null, new SessionKey("b"));

        assertThatThrownBy(() -> store.update(Given.update(session, toB)))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageNotContaining("secret-key");

        assertThat(store.find(KEY)).contains(session);
    }

    @Test
    void a_data_source_without_auto_commit_costs_a_commit_and_works() throws Exception {
        DataSource withoutAutoCommit = new Wire(place.dataSource()) {
            @Override
            protected Connection opened(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                return connection;
            }
        }.dataSource();
        SessionStore store = new JdbcSessionStore(withoutAutoCommit, JdbcOptions.DEFAULTS);

        store.create(Given.session("b"));
        store.update(Given.update(session, "n", "2"));

        assertThat(place.sql("SELECT session_data FROM sessions ORDER BY id"))
                .containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(Sweeps.all(store, session.header().expiresAt(), 10)).hasSize(2);
        assertThat(place.sql("SELECT * FROM sessions")).isEmpty();
    }
}

package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.sql.PostgresDriver;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testservers.PgBouncer;
import dev.carnet.testservers.TestServers;
import dev.carnet.testservers.TransactionPooler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy that shares server connections must never make one statement run in place of another. */
class JdbcPoolerTest {
    private static final int SERVERS = 3;

    private static final Finding POOLER =
            new Finding(Level.OK, "pooler", "there is one in front of the server, such as PgBouncer");

    /** More often than the driver uses a statement before it names it. */
    private static final int OFTEN = 12;

    private final DbiProvider provider = new DbiProvider();
    private TestDatabase database;
    private String table;

    @BeforeEach
    void setUp() {
        database = TestDatabase.postgres().initialised();
        table = database.sql("SELECT current_schema()").get(0) + ".sessions";
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    private static String url(int port, String parameters) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres" + parameters;
    }

    /** One connection, so that it is the proxy alone that mixes anything up. */
    private Settings settings(String url) {
        return Settings.builder(Object::toString)
                .set(DbiProvider.DSN, url)
                .set(DbiProvider.TABLE, table)
                .set(DbiProvider.POOL_SIZE, 1)
                .build();
    }

    private Settings settings(HikariDataSource handedIn) {
        return Settings.builder(Object::toString)
                .set(DbiProvider.DATA_SOURCE, handedIn)
                .set(DbiProvider.TABLE, table)
                .build();
    }

    private static HikariDataSource pool(String url, boolean autoCommit) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(1);
        pool.setAutoCommit(autoCommit);
        return pool;
    }

    private boolean isStored(SessionRecord session) {
        return !database.sql("SELECT id FROM sessions WHERE id = '"
                        + session.header().key().value() + "'")
                .isEmpty();
    }

    /**
     * One client only reads, another only ends what is not there; both as often as it takes to name a statement.
     *
     * @param shift how many reads more at first, so that the servers come in another order
     */
    private SessionRecord readBesideDeletes(Settings reading, Settings ending, int shift, Consumer<Runnable> step) {
        SessionRecord session = Given.session("read" + shift);
        try (SessionStore reader = provider.open(reading, SessionOptions.DEFAULTS);
                SessionStore ender = provider.open(ending, SessionOptions.DEFAULTS)) {
            reader.create(session);
            for (int i = 0; i < shift; i++) {
                step.accept(() -> reader.find(session.header().key()));
            }
            for (int i = 0; i < OFTEN; i++) {
                step.accept(() -> ender.delete(new SessionKey("nobody"), null));
                step.accept(
                        () -> assertThat(reader.find(session.header().key())).contains(session));
            }
        }
        return session;
    }

    /** Every step goes well, and the session is there in the end. */
    private void readsWellBesideDeletes(Settings reading, Settings ending) {
        for (int shift = 0; shift < SERVERS; shift++) {
            assertThat(isStored(readBesideDeletes(reading, ending, shift, Runnable::run)))
                    .isTrue();
        }
    }

    /** What the proxy does to an application that has statements named, which is what the other tests would show. */
    @Test
    void statements_that_the_server_keeps_by_name_lose_sessions_and_check_says_so() throws Exception {
        try (TransactionPooler pooler =
                TransactionPooler.start(TestServers.postgres().port(), SERVERS)) {
            Settings named = settings(url(pooler.port(), "&prepareThreshold=5"));

            assertThat(IntStream.range(0, 2 * SERVERS)
                            .mapToObj(shift -> readBesideDeletes(named, named, shift, JdbcPoolerTest::wellOrNot))
                            .anyMatch(session -> !isStored(session)))
                    .isTrue();

            assertThat(pooler.names()).isNotEmpty();
            assertThat(provider.setup(named, SessionOptions.DEFAULTS).check())
                    .filteredOn(each -> each.subject().equals("statements"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.level()).isEqualTo(Level.ERROR));
        }
    }

    private static void wellOrNot(Runnable step) {
        try {
            step.run();
        } catch (SessionStoreException | AssertionError confused) {
            // Some of the statements that were taken for others are none that the driver expects.
        }
    }

    @Test
    void a_pool_of_carnets_own_names_no_statement() throws Exception {
        try (TransactionPooler pooler =
                TransactionPooler.start(TestServers.postgres().port(), SERVERS)) {
            Settings settings = settings(url(pooler.port(), ""));
            readsWellBesideDeletes(settings, settings);
            assertThat(provider.setup(settings, SessionOptions.DEFAULTS).check())
                    .contains(
                            new Finding(Level.OK, "pooler", "there is one in front of the server, such as PgBouncer"),
                            new Finding(
                                    Level.OK,
                                    "statements",
                                    "the server keeps none by name, which is safe behind every pooler"));
            assertThat(pooler.names()).isEmpty();
        }
    }

    @Test
    void a_data_source_handed_in_names_no_statement_and_gets_its_own_setting_back() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (TransactionPooler pooler =
                            TransactionPooler.start(TestServers.postgres().port(), SERVERS);
                    HikariDataSource reading = pool(url(pooler.port(), ""), autoCommit);
                    HikariDataSource ending = pool(url(pooler.port(), ""), autoCommit)) {
                readsWellBesideDeletes(settings(reading), settings(ending));
                database.sql("DELETE FROM sessions");
                provider.setup(settings(reading), SessionOptions.DEFAULTS).check();

                assertThat(pooler.names()).isEmpty();
                try (var connection = reading.getConnection()) {
                    assertThat(PostgresDriver.of(connection).prepareThreshold(connection))
                            .isEqualTo(5);
                }
            }
        }
    }

    @Test
    void entries_of_kiokudb_have_no_named_statements_either() throws Exception {
        try (TransactionPooler pooler =
                TransactionPooler.start(TestServers.postgres().port(), SERVERS)) {
            Settings settings = Settings.builder(Object::toString)
                    .set(
                            DbiProvider.DSN,
                            url(pooler.port(), "&currentSchema=" + table.substring(0, table.indexOf('.'))))
                    .build();
            try (EntryTable entries = EntryTable.open(settings, true)) {
                for (int i = 0; i < OFTEN; i++) {
                    EntryTable.Row row = new EntryTable.Row("a" + i, "{}", null, true, null);
                    assertThat(entries.insertAll(List.of(row, new EntryTable.Row("b", "{}", null, false, null))))
                            .isEqualTo(2);
                    assertThat(entries.get(List.of("a" + i))).containsExactly(row);
                    entries.deleteAll(List.of("a" + i, "b"));
                }
            }
            assertThat(pooler.names()).isEmpty();
        }
    }

    @Test
    void a_driver_that_cannot_be_told_is_refused_before_a_session_is_lost() throws Exception {
        try (HikariDataSource pool = pool(database.url(), true)) {
            assertThatThrownBy(() -> database.open(Opaque.of(pool)))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("use org.postgresql:postgresql");
        }
    }

    /** Sessions that are only read, beside others that begin, change and end. */
    @Test
    void behind_pgbouncer_no_session_is_lost() throws Exception {
        Optional<Path> program = PgBouncer.program();
        assumeTrue(program.isPresent(), "PgBouncer is not installed here (Debian: apt-get install pgbouncer)");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (PgBouncer bouncer =
                PgBouncer.start(program.get(), TestServers.postgres().port(), SERVERS)) {
            Settings settings = Settings.builder(Object::toString)
                    .set(DbiProvider.DSN, url(bouncer.port(), ""))
                    .set(DbiProvider.TABLE, table)
                    .build();
            assertThat(provider.setup(settings, SessionOptions.DEFAULTS).check())
                    .contains(POOLER);
            try (SessionStore store = provider.open(settings, SessionOptions.DEFAULTS)) {
                work(store, threads);
            }
        } finally {
            threads.shutdown();
        }
    }

    private void work(SessionStore store, ExecutorService threads) throws Exception {
        List<SessionRecord> read = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            read.add(Given.session("read" + i));
            store.create(read.get(i));
        }
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "own" + i + ".";
            work.add(() -> {
                for (int round = 0; round < 5; round++) {
                    for (SessionRecord each : read) {
                        assertThat(store.find(each.header().key())).contains(each);
                    }
                }
                return null;
            });
            work.add(() -> {
                for (int round = 0; round < 100; round++) {
                    SessionRecord own = Given.session(name + round);
                    assertThat(store.create(own)).isTrue();
                    store.update(Given.update(own, "n", "2"));
                    assertThat(store.delete(own.header().key(), null)).isTrue();
                }
                return null;
            });
        }
        for (Future<Void> each : threads.invokeAll(work)) {
            each.get();
        }
        assertThat(database.sql("SELECT id FROM sessions")).hasSize(read.size());
    }
}

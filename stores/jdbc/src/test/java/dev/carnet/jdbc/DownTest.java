package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.SettableClock;
import dev.carnet.testservers.Relay;
import dev.carnet.testservers.TestServers;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL behind a line that breaks and then refuses, which Carnet's own pool would wait for again and again. */
class DownTest {
    private static final SessionKey KEY = new SessionKey("a");
    private static final int MOST_ATTEMPTS = 100;

    private final TestDatabase database = TestDatabase.postgres().initialised();
    private final Relay relay = Relay.to(TestServers.postgres().port());
    private final SessionStore store = open();

    private SessionStore open() {
        String port = String.valueOf(TestServers.postgres().port());
        return new DbiProvider()
                .open(
                        database.settings()
                                .set(DbiProvider.DSN, database.url().replace(":" + port, ":" + relay.port()))
                                .set(DbiProvider.CONNECT_TIMEOUT, Duration.ofMillis(250))
                                .set(DbiProvider.POOL_SIZE, 2)
                                .build(),
                        SessionOptions.DEFAULTS);
    }

    @AfterEach
    void end() {
        store.close();
        relay.close();
        database.drop();
    }

    @Test
    void a_database_that_refuses_connections_gives_no_answer() {
        store.create(Given.session("a"));
        relay.stop();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> store.find(KEY))
                    .isInstanceOf(StoreUnreachableException.class)
                    .hasMessageContaining("Check whether the database is up");
        }

        relay.resume();
        assertThat(answer(() -> store.find(KEY))).isPresent();
    }

    /** What is answered as soon as the pool has a connection again: it pauses between its attempts. */
    private static <T> T answer(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (StoreUnreachableException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Test
    void once_it_is_known_to_be_down_no_request_waits_for_the_pool() {
        SettableClock clock = new SettableClock();
        SessionEngine engine = SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .clock(clock)
                .build();
        SessionId id = engine.create().id();
        relay.stop();
        assertThatThrownBy(() -> engine.retrieve(id)).isInstanceOf(StoreUnreachableException.class);
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> engine.retrieve(id)).isInstanceOf(StoreUnreachableException.class);

        assertThatThrownBy(() -> engine.retrieve(id)).hasMessageContaining("is tried once a second");

        relay.resume();
        assertThat(answer(() -> {
                    clock.advance(Duration.ofSeconds(1));
                    return engine.retrieve(id);
                }))
                .isPresent();
        assertThat(engine.retrieve(id)).isPresent();
    }

    @Test
    void an_exhausted_pool_says_so_and_is_no_outage() throws Exception {
        HikariDataSource pool = store.unwrap(HikariDataSource.class).orElseThrow();
        try (Connection one = pool.getConnection();
                Connection two = pool.getConnection()) {
            assertThat(one).isNotSameAs(two);
            assertThatThrownBy(() -> store.find(KEY))
                    .isInstanceOf(PoolExhaustedException.class)
                    .hasMessageContaining("all connections of the pool were in use")
                    .hasMessageContaining("pool_size");
        }
    }
}

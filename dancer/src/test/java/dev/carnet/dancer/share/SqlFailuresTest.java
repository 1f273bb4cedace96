package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.BulkResult;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.StoreTraits;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SettableClock;
import dev.carnet.testservers.Wire;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database says that does not do as it is asked, on the tables of Perl applications. */
class SqlFailuresTest {
    private static final Duration IDLE = Duration.ofHours(1);
    private static final SessionKey KEY = new SessionKey("a");

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private Wire wire;
    private SharedSessionStore store;

    @BeforeEach
    void open() {
        SqlPlace place = SqlPlace.create(directory.resolve("sessions.db"));
        place.plant(KEY, "{\"user\":\"ada\"}");
        place.plant(new SessionKey("bob-has-a-session-id"), "{\"user\":\"bob\"}");
        wire = new Wire(place.source());
        store = new SharedSessionStore(
                new StoreTraits("DBI", Encoding.JSON_TEXT, false, false, true, true, 1 << 30),
                new SqlRecords(wire.dataSource(), new SqlTable("sessions", "id", "session_data"), () -> {}),
                new JsonFormat(true, false),
                IDLE,
                clock);
    }

    private SessionRecord fresh() {
        return Records.record(clock.instant(), "ada", Map.of("a", "1"));
    }

    private void fail(String statement, SQLException failure) {
        wire.tap(what -> {
            if (what.startsWith(statement)) {
                throw failure;
            }
        });
    }

    @Test
    void a_row_that_has_no_room_for_a_note_stops_no_sweep() {
        fail("UPDATE", new SQLException("the value 'hunter2' is too long", "22001"));
        try (SessionEngine engine = SessionEngine.builder(store)
                .options(SessionOptions.builder()
                        .maxIdle(IDLE)
                        .hashIds(false)
                        .sweepInterval(null)
                        .build())
                .clock(clock)
                .build()) {
            assertThat(engine.sweep()).isEqualTo(new BulkResult(0, 0));
            assertThat(engine.retrieve(SessionId.of("bob-has-a-session-id"))
                            .orElseThrow()
                            .get("user"))
                    .isEqualTo("bob");
        }
    }

    @Test
    void what_a_column_is_too_short_for_is_too_large_and_quotes_nothing() {
        fail("INSERT", new SQLException("the value 'hunter2' is too long", "22001"));

        assertThatThrownBy(() -> store.create(fresh()))
                .isInstanceOf(SessionTooLargeException.class)
                .hasMessageContaining("widen it")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void an_exhausted_pool_is_no_outage_and_names_the_setting() {
        fail("SELECT", new SQLTransientConnectionException("not available, request timed out"));

        assertThatThrownBy(() -> store.find(KEY))
                .isInstanceOf(PoolExhaustedException.class)
                .hasMessageContaining("Raise pool_size");
    }

    @Test
    void an_outage_says_so_and_what_to_do() {
        fail("SELECT", new SQLException("the line is dead", "08006"));

        assertThatThrownBy(() -> store.find(KEY))
                .isInstanceOf(StoreUnreachableException.class)
                .hasMessageEndingWith("Check whether the database is up and reachable from here");
    }

    @Test
    void a_broken_rule_quotes_no_data() {
        fail("INSERT", new SQLException("Key (id)=(secret-key) is odd", "23514"));

        assertThatThrownBy(() -> store.create(fresh()))
                .isExactlyInstanceOf(SessionStoreException.class)
                .hasMessageContaining("SQLSTATE 23514")
                .hasMessageNotContaining("secret-key")
                .hasNoCause();
    }
}

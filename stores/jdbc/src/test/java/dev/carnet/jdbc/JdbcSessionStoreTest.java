package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSessionStoreTest {
    private static final SessionKey KEY = new SessionKey("a");
    private static final Instant LATER = Given.NOW.plusSeconds(60);

    @TempDir
    private Path directory;

    private SqlitePlace place;
    private Wire wire;
    private JdbcSessionStore store;

    @BeforeEach
    void openOnAWire() {
        place = new SqlitePlace(directory.resolve("web.db")).initialised();
        wire = new Wire(place.dataSource());
        store = new JdbcSessionStore(wire.dataSource(), JdbcOptions.DEFAULTS);
        wire.take();
    }

    private String dataOfA() {
        return place.sql("SELECT session_data FROM sessions WHERE id = 'a'").get(0);
    }

    @Nested
    class Travels {
        @Test
        void every_operation_is_one_statement_and_nothing_else() {
            SessionRecord session = Given.session("a");
            store.create(session);
            assertThat(wire.take()).singleElement().asString().startsWith("INSERT INTO \"sessions\"");

            store.create(session);
            assertThat(wire.take()).hasSize(1);

            store.find(KEY);
            assertThat(wire.take())
                    .singleElement()
                    .asString()
                    .startsWith("SELECT")
                    .endsWith("WHERE id = ?");

            store.touch(KEY, session.header().version(), LATER, LATER);
            assertThat(wire.take()).singleElement().asString().startsWith("UPDATE");

            store.update(Given.update(session, "n", "2"));
            assertThat(wire.take()).singleElement().asString().startsWith("UPDATE");

            store.scan(SessionQuery.ALL, null, 10);
            assertThat(wire.take()).singleElement().asString().startsWith("SELECT");

            store.delete(KEY, LATER);
            store.delete(KEY, null);
            assertThat(wire.take()).hasSize(2).allMatch(each -> each.startsWith("DELETE"));
        }

        @Test
        void a_change_of_key_is_one_statement_too() {
            SessionRecord session = Given.session("a");
            store.create(session);
            wire.take();

            store.update(Given.update(session, new Change(Map.of(), Set.of(), null, null, new SessionKey("b"))));

            assertThat(wire.take()).hasSize(1);
            assertThat(place.sql("SELECT id FROM sessions")).containsExactly("b");
        }

        @Test
        void a_full_batch_of_the_sweep_is_one_statement_and_one_that_copies_the_log() {
            IntStream.range(0, 5).forEach(i -> store.create(Given.session("k" + i, Given.NOW)));
            wire.take();

            assertThat(Sweeps.batch(store, Given.NOW, 5)).hasSize(5);

            assertThat(wire.take())
                    .satisfiesExactly(
                            deletes -> assertThat(deletes).startsWith("DELETE"),
                            copies -> assertThat(copies).isEqualTo("PRAGMA wal_checkpoint(PASSIVE)"));
        }

        @ParameterizedTest(name = "at most {0} at a time")
        @ValueSource(ints = {50, 1000})
        void sqlite_keeps_its_file_up_to_date_between_the_batches_of_a_long_sweep(int limit) {
            IntStream.range(0, 75).forEach(i -> store.create(Given.session("k" + i, Given.NOW)));
            wire.take();

            assertThat(Sweeps.all(store, Given.NOW, limit)).hasSize(75);

            assertThat(wire.take())
                    .extracting(each -> each.replaceFirst("(?s)(DELETE|SELECT COUNT\\(\\*\\)) .*", "$1"))
                    .containsExactly(
                            "DELETE",
                            "PRAGMA wal_checkpoint(PASSIVE)",
                            "PRAGMA wal_autocheckpoint",
                            "PRAGMA wal_autocheckpoint = 0",
                            "DELETE",
                            "PRAGMA wal_autocheckpoint = 1000",
                            "SELECT COUNT(*)");
        }

        @Test
        void a_sweep_that_finds_nothing_is_one_statement_and_one_that_counts_what_cannot_be_read() {
            assertThat(Sweeps.all(store, Given.NOW, 10)).isEmpty();

            assertThat(wire.take())
                    .satisfiesExactly(
                            deletes -> assertThat(deletes).startsWith("DELETE"),
                            counts -> assertThat(counts).startsWith("SELECT COUNT(*)"));
        }
    }

    @Nested
    class RowsOfOthers {
        private SessionRecord planted(String json) {
            place.sql("INSERT INTO sessions (id, session_data) VALUES ('a', '" + json.replace("'", "''") + "')");
            return store.find(KEY).orElseThrow();
        }

        @Test
        void what_the_perl_engine_wrote_is_read_with_all_values() throws Exception {
            Attributes attributes = planted(Files.readString(Path.of("src/test/resources/dbi-row.json")))
                    .attributes();

            assertThat(attributes.names())
                    .containsExactlyInAnyOrder(
                            "id", "ascii", "latin", "str", "numstr", "int", "neg", "big", "float", "empty", "nothing",
                            "t", "f", "jt", "jf", "nested");
            assertThat(attributes.get("str").text()).isEqualTo("\"héllo ☃ 😀\"");
            assertThat(attributes.get("big").text()).isEqualTo("9007199254740993");
            assertThat(attributes.get("nested").text()).contains("{\"deep\":\"x\"}");
        }

        @Test
        void it_is_foreign_and_does_not_expire() {
            SessionRecord found = planted("{\"n\":1}");

            assertThat(found.header()).isEqualTo(SessionHeader.foreign(KEY, Instant.EPOCH, 2));
            assertThat(Sweeps.all(store, SessionHeader.NEVER, 10)).isEmpty();
            assertThat(store.delete(KEY, SessionHeader.NEVER)).isFalse();
        }

        @Test
        void the_first_write_adopts_it() {
            SessionRecord found = planted("{\"n\":1,\"s\":\"☃\"}");
            SessionHeader foreign = found.header();
            SessionHeader next = new SessionHeader(
                    KEY, true, foreign.handle(), 7, Given.NOW, LATER, Duration.ofMinutes(5), LATER, LATER, "ada", 9);
            SessionUpdate adoption =
                    new SessionUpdate(found, new SessionRecord(next, found.attributes()), Change.NOTHING);

            assertThat(store.update(adoption)).isEqualTo(UpdateResult.SAVED);

            assertThat(store.find(KEY).orElseThrow().header())
                    .usingRecursiveComparison()
                    .ignoringFields("size")
                    .isEqualTo(next);
            assertThat(dataOfA()).isEqualTo("{\"n\":1,\"s\":\"\\u2603\"}");
            assertThat(store.update(adoption)).isEqualTo(UpdateResult.CONFLICT);
        }

        @Test
        void a_row_that_another_application_replaces_is_a_conflict_to_who_had_read_ours() {
            SessionRecord ours = Given.session("a");
            store.create(ours);
            place.sql("INSERT OR REPLACE INTO sessions (id, session_data) VALUES ('a', '{\"perl\":1}')");

            assertThat(store.update(Given.update(ours, "n", "2"))).isEqualTo(UpdateResult.CONFLICT);
            assertThat(store.touch(KEY, ours.header().version(), LATER, LATER)).isFalse();

            assertThat(dataOfA()).isEqualTo("{\"perl\":1}");
        }

        @Test
        void it_is_found_by_its_handle_among_ours() {
            SessionHeader foreign = planted("{}").header();
            store.create(Given.session("b"));

            assertThat(store.findByHandle(foreign.handle()))
                    .hasValueSatisfying(each -> assertThat(each.header().key()).isEqualTo(KEY));
            assertThat(store.scan(SessionQuery.ALL.idleSince(Given.NOW), null, 10)
                            .sessions())
                    .hasSize(2);
        }
    }

    @Nested
    class UnreadableRows {
        @ParameterizedTest
        @ValueSource(strings = {"NULL", "''", "'{\"secret\":1'", "'[1]'", "x'ff00'"})
        void it_is_an_error_that_shows_no_data_and_stays(String data) {
            place.sql("INSERT INTO sessions (id, session_data) VALUES ('key-of-a-row', " + data + ")");

            assertThatThrownBy(() -> store.find(new SessionKey("key-of-a-row")))
                    .isInstanceOf(UnreadableSessionException.class)
                    .hasMessageStartingWith("JDBC: a row's session_data is ")
                    .hasMessageNotContaining("secret")
                    .hasMessageNotContaining("key-of-a-row");

            assertThat(place.sql("SELECT quote(session_data) FROM sessions")).hasSize(1);
        }

        @Test
        void it_is_listed_unless_its_attributes_are_asked_for() {
            store.create(Given.session("a"));
            store.create(Given.session("b"));
            place.sql("UPDATE sessions SET session_data = '{' WHERE id = 'a'");

            SessionPage headers = store.scan(SessionQuery.ALL, null, 10);
            SessionPage whole = store.scan(SessionQuery.ALL.withAttributes(), null, 10);

            assertThat(headers.sessions()).hasSize(2);
            assertThat(headers.unreadable()).isEmpty();
            assertThat(whole.sessions())
                    .extracting(each -> each.header().key().value())
                    .containsExactly("b");
            assertThat(whole.unreadable()).containsExactly(KEY.value());
        }

        @Test
        void it_is_ended_and_swept_like_any_other() {
            store.create(Given.session("a"));
            store.create(Given.session("b", Given.NOW));
            place.sql("UPDATE sessions SET session_data = NULL");

            assertThat(Sweeps.all(store, Given.NOW, 10)).hasSize(1);
            assertThat(store.delete(KEY, null)).isTrue();
        }
    }

    @Nested
    class Indexes {
        private String plan() {
            return place.plan(wire.take().get(0));
        }

        @Test
        void a_session_is_found_by_the_primary_key() {
            store.find(KEY);
            assertThat(plan()).contains("sqlite_autoindex_sessions_1 (id=?)").doesNotContain("SCAN");
            store.update(Given.update(Given.session("a"), "n", "2"));
            assertThat(plan()).contains("sqlite_autoindex_sessions_1 (id=?)").doesNotContain("SCAN");
            store.delete(KEY, null);
            assertThat(plan()).contains("sqlite_autoindex_sessions_1 (id=?)").doesNotContain("SCAN");
        }

        @Test
        void expired_sessions_come_in_the_order_of_their_index() {
            Sweeps.all(store, Given.NOW, 10);
            assertThat(plan())
                    .contains("sessions_expires_at (expires_at>? AND expires_at<?)")
                    .doesNotContain("SCAN")
                    .doesNotContain("TEMP B-TREE");
        }

        @Test
        void a_users_sessions_come_in_the_order_of_their_index() {
            store.scan(SessionQuery.ALL.ofPrincipal("ada"), "a", 10);
            assertThat(plan())
                    .contains("sessions_principal (principal=? AND id>?)")
                    .doesNotContain("TEMP B-TREE");
        }

        @Test
        void all_sessions_come_in_the_order_of_the_primary_key() {
            store.scan(SessionQuery.ALL, "a", 10);
            assertThat(plan()).contains("sqlite_autoindex_sessions_1 (id>?)").doesNotContain("TEMP B-TREE");
            store.scan(SessionQuery.ALL.liveAt(Given.NOW).idleSince(Given.NOW), "a", 10);
            assertThat(plan()).contains("sqlite_autoindex_sessions_1 (id>?)").doesNotContain("TEMP B-TREE");
        }
    }

    @Test
    void keys_and_principals_are_compared_exactly() {
        store.create(Given.session("a"));

        assertThat(store.find(new SessionKey("A"))).isEmpty();
        assertThat(store.find(new SessionKey("a "))).isEmpty();
        assertThat(store.create(Given.session("A"))).isTrue();
    }

    @Test
    void what_is_stored_is_ascii() {
        SessionRecord session = Given.session("a");
        store.create(session);
        store.update(Given.update(session, "ä☃", "\"😀\""));

        assertThat(dataOfA().getBytes(StandardCharsets.UTF_8))
                .hasSameSizeAs(dataOfA().toCharArray());
        assertThat(store.find(KEY).orElseThrow().attributes().names()).containsExactlyInAnyOrder("n", "ä☃");
    }
}

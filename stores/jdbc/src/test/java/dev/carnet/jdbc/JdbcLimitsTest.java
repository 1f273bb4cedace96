package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A MariaDB that would cut off what is too long, and say nothing. */
class JdbcLimitsTest {
    private static final SessionKey KEY = new SessionKey("a");
    private static final String PACKET = "SELECT @@GLOBAL.max_allowed_packet";
    private static final String MODE = "SELECT @@GLOBAL.sql_mode";

    private final TestDatabase database = TestDatabase.mariaDb();
    private final List<String> packet = database.sql(PACKET);
    private final List<String> mode = database.sql(MODE);

    @BeforeEach
    void beLax() {
        database.sql("SET GLOBAL sql_mode = ''");
    }

    @AfterEach
    void beStrictAgain() {
        database.sql("SET GLOBAL sql_mode = '" + mode.get(0) + "'");
        database.sql("SET GLOBAL max_allowed_packet = " + packet.get(0));
        database.drop();
    }

    private static String text(int length) {
        return '"' + "x".repeat(length) + '"';
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_a_text_column_cannot_hold_is_an_error_and_what_was_there_stays(boolean isCompleted) {
        database.sql(TestDatabase.ORIGINAL_TABLE);
        if (isCompleted) {
            database.setup().apply();
        }
        try (SessionStore store = database.open()) {
            SessionRecord session = Given.session("a");
            store.create(session);
            assertThat(store.traits().maxSessionBytes()).isEqualTo(65_535);

            assertThatThrownBy(() -> store.update(Given.update(session, "long", text(65_536))))
                    .isInstanceOf(SessionTooLargeException.class)
                    .hasMessageContaining("session_data takes 65535");
            assertThatThrownBy(() -> store.update(Given.update(session, "escaped", '"' + "é".repeat(20_000) + '"')))
                    .isInstanceOf(SessionTooLargeException.class);
            assertThat(store.find(KEY)).contains(session);

            assertThat(store.update(Given.update(session, "long", text(65_000))))
                    .isEqualTo(UpdateResult.SAVED);
            assertThat(store.find(KEY).orElseThrow().attributes().get("long").size())
                    .isEqualTo(65_002);
        }
    }

    @Test
    void a_name_longer_than_its_column_is_an_error() {
        database.setup().apply();
        try (SessionStore store = database.open()) {
            SessionRecord session = Given.session("a");
            store.create(session);
            Change change = new Change(Map.of(), Set.of(), new Change.SetTo<>("x".repeat(256)), null, null);

            assertThat(store.traits().maxPrincipalLength()).isEqualTo(255);
            assertThatThrownBy(() -> store.update(Given.update(session, change)))
                    .isInstanceOf(SessionDataException.class)
                    .hasMessageContaining("255");

            assertThat(store.find(KEY)).contains(session);
        }
    }

    @Test
    void what_no_packet_can_hold_is_an_error() {
        database.setup().apply();
        database.sql("SET GLOBAL max_allowed_packet = 1048576");
        try (SessionStore store = database.open()) {
            SessionRecord session = Given.session("a");
            store.create(session);

            assertThatThrownBy(() -> store.update(Given.update(session, "long", text(2_000_000))))
                    .isInstanceOf(SessionTooLargeException.class);

            assertThat(store.find(KEY)).contains(session);
            assertThat(store.update(Given.update(session, "n", "2"))).isEqualTo(UpdateResult.SAVED);
        }
    }

    /** A driver that sends texts within the statement escapes them, and then they are longer. */
    @Test
    void what_no_packet_can_hold_once_it_is_escaped_is_an_error_too() {
        database.setup().apply();
        database.sql("SET GLOBAL max_allowed_packet = 1048576");
        TestDatabase withoutPreparing = database.with("&useServerPrepStmts", false);
        try (SessionStore store = withoutPreparing.open()) {
            SessionRecord session = Given.session("a");
            store.create(session);

            assertThatThrownBy(() -> store.update(Given.update(session, "quotes", text("\\\"".repeat(400_000)))))
                    .isInstanceOf(SessionStoreException.class);

            assertThat(store.find(KEY)).contains(session);
            assertThat(store.update(Given.update(session, "n", "2"))).isEqualTo(UpdateResult.SAVED);
        }
    }

    private static String text(String content) {
        return '"' + content + '"';
    }
}

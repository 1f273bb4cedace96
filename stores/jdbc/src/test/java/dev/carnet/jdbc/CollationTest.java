package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A table whose collation overlooks case, accents and blanks at the end, on MariaDB. */
class CollationTest {
    private static final String TABLE = TestDatabase.ORIGINAL_TABLE + " CHARACTER SET latin1 COLLATE latin1_swedish_ci";
    private static final Instant LATER = Given.NOW.plusSeconds(60);

    private final TestDatabase database = TestDatabase.mariaDb().with(TABLE);

    @AfterEach
    void drop() {
        database.drop();
    }

    private void completeIf(boolean isToBeCompleted) {
        if (isToBeCompleted) {
            database.setup().apply();
        }
    }

    static Stream<Arguments> confusedIds() {
        return Stream.of(false, true)
                .flatMap(completed -> Stream.of(
                        Arguments.of(completed, "session-a", "SESSION-A"),
                        Arguments.of(completed, "cafe", "cafè"),
                        Arguments.of(completed, "a", "a ")));
    }

    @ParameterizedTest
    @MethodSource("confusedIds")
    void an_id_that_the_database_takes_for_another_is_another(boolean isCompleted, String stored, String asked) {
        completeIf(isCompleted);
        assertThat(database.sql(
                        "SELECT CONVERT('" + stored + "' USING latin1) COLLATE latin1_swedish_ci = '" + asked + "'"))
                .containsExactly("1");
        SessionKey other = new SessionKey(asked);
        try (SessionStore store = database.open()) {
            SessionRecord session = Given.session(stored, Given.NOW);
            store.create(session);

            assertThat(store.find(other)).isEmpty();
            assertThat(store.touch(other, session.header().version(), LATER, LATER))
                    .isFalse();
            assertThat(store.update(Given.update(keyed(session, other), "n", "2")))
                    .isEqualTo(UpdateResult.CONFLICT);
            assertThat(store.delete(other, LATER)).isFalse();
            assertThat(store.delete(other, null)).isFalse();
            assertThat(store.deleteAll(List.of(other))).isEmpty();
            assertThat(store.find(session.header().key())).contains(session);
        }
    }

    private static SessionRecord keyed(SessionRecord session, SessionKey key) {
        SessionHeader header = session.header();
        return new SessionRecord(
                new SessionHeader(
                        key,
                        true,
                        header.handle(),
                        header.version(),
                        header.createdAt(),
                        header.lastAccessedAt(),
                        header.maxIdle(),
                        header.endsAt(),
                        header.expiresAt(),
                        header.principal(),
                        header.size()),
                session.attributes());
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_value_that_the_database_takes_for_another_is_another(boolean isCompleted) {
        completeIf(isCompleted);
        database.sql("INSERT INTO sessions (id, session_data) VALUES ('a', '{\"role\":\"a\"}')");
        try (SessionStore store = database.open()) {
            SessionRecord read = store.find(new SessionKey("a")).orElseThrow();
            String others = "{\"role\":\"A\"}  ";
            assertThat(database.sql("SELECT session_data = '" + others + "' FROM sessions"))
                    .containsExactly("1");
            database.sql("UPDATE sessions SET session_data = '" + others + "'");

            assertThat(store.update(Given.update(read, "n", "1"))).isEqualTo(UpdateResult.CONFLICT);

            assertThat(database.sql("SELECT session_data FROM sessions")).containsExactly(others);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void what_the_column_keeps_in_its_own_charset_is_guarded_too(boolean isCompleted) {
        completeIf(isCompleted);
        database.sql("INSERT INTO sessions (id, session_data) VALUES ('a', '{\"name\":\"café\"}')");
        try (SessionStore store = database.open()) {
            SessionRecord read = store.find(new SessionKey("a")).orElseThrow();
            assertThat(read.attributes().get("name").text()).isEqualTo("\"café\"");

            assertThat(store.update(Given.update(read, "face", "\"😀\""))).isEqualTo(UpdateResult.SAVED);

            assertThat(store.find(new SessionKey("a"))
                            .orElseThrow()
                            .attributes()
                            .get("face")
                            .text())
                    .isIn("\"😀\"", "\"\\ud83d\\ude00\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"ada, ADA", "ada, 'ada '", "cafe, café"})
    void a_users_name_that_the_database_takes_for_another_is_another(String name, String other) {
        completeIf(true);
        database.sql("ALTER TABLE sessions MODIFY principal VARCHAR(255) CHARACTER SET latin1");
        try (SessionStore store = database.open()) {
            store.create(Given.session("a"));
            database.sql("UPDATE sessions SET principal = '" + name + "'");

            assertThat(store.scan(SessionQuery.ALL.ofPrincipal(name), null, 10).sessions())
                    .hasSize(1);
            assertThat(store.scan(SessionQuery.ALL.ofPrincipal(other), null, 10).sessions())
                    .isEmpty();
        }
    }
}

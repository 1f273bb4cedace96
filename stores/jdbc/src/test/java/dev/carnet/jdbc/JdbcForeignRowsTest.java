package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table that a Dancer application writes too. */
class JdbcForeignRowsTest {
    private static final String PERL_KEY = "275641995096685711621170429661731047";
    private static final SessionKey KEY = new SessionKey(PERL_KEY);

    static Stream<Arguments> tables() {
        Supplier<TestDatabase> mariaDb = TestDatabase::mariaDb;
        Supplier<TestDatabase> postgres = TestDatabase::postgres;
        String timed = TestDatabase.ORIGINAL_TABLE.replace("TEXT", "TEXT, last_active TIMESTAMP");
        return Stream.of(false, true)
                .flatMap(completed -> Stream.of(
                        Arguments.of(Named.of("MariaDB", mariaDb), timed + " CHARSET utf8mb4", completed),
                        Arguments.of(Named.of("PostgreSQL", postgres), timed, completed)));
    }

    private static TestDatabase planted(Supplier<TestDatabase> place, String ddl, boolean completed) throws Exception {
        TestDatabase database = place.get().with(ddl);
        if (completed) {
            database.setup().apply();
        }
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO sessions (id, session_data, last_active) VALUES (?, ?, '2020-02-20 20:20:20')")) {
            insert.setString(1, PERL_KEY);
            insert.setString(2, Files.readString(Path.of("src/test/resources/dbi-row.json")));
            insert.execute();
        }
        return database;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void what_perl_wrote_is_read_with_all_values(Supplier<TestDatabase> place, String ddl, boolean completed)
            throws Exception {
        TestDatabase database = planted(place, ddl, completed);
        try (SessionStore store = database.open()) {
            Attributes attributes = store.find(KEY).orElseThrow().attributes();

            assertThat(attributes.names()).hasSize(16).contains("id", "nested", "big");
            assertThat(attributes.get("str").text()).isEqualTo("\"héllo ☃ 😀\"");
            assertThat(attributes.get("latin").text()).isEqualTo("\"café\"");
            assertThat(attributes.get("nothing").text()).isEqualTo("null");
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void adopting_it_is_guarded_by_what_was_read(Supplier<TestDatabase> place, String ddl, boolean completed)
            throws Exception {
        TestDatabase database = planted(place, ddl, completed);
        try (SessionStore store = database.open()) {
            SessionRecord read = store.find(KEY).orElseThrow();
            database.sql("UPDATE sessions SET session_data = '{\"perl\":2}'");

            assertThat(store.update(Given.update(read, "n", "1"))).isEqualTo(UpdateResult.CONFLICT);

            SessionRecord again = store.find(KEY).orElseThrow();
            assertThat(again.attributes().names()).containsExactly("perl");
            assertThat(store.update(Given.update(again, "n", "1"))).isEqualTo(UpdateResult.SAVED);
            assertThat(store.find(KEY).orElseThrow().attributes().names()).containsExactly("perl", "n");
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void last_active_is_read_and_kept(Supplier<TestDatabase> place, String ddl, boolean completed) throws Exception {
        TestDatabase database = planted(place, ddl, completed);
        String recent = "SELECT last_active > '2025-01-01' FROM sessions";
        try (SessionStore store = database.open()) {
            SessionRecord read = store.find(KEY).orElseThrow();
            assertThat(read.header().lastAccessedAt())
                    .isBetween(Instant.parse("2020-02-20T00:00:00Z"), Instant.parse("2020-02-22T00:00:00Z"));

            store.update(Given.update(read, "n", "1"));
            assertThat(database.sql(recent)).containsAnyOf("1", "t");

            SessionRecord stored = store.find(KEY).orElseThrow();
            database.sql("UPDATE sessions SET last_active = '2020-02-20 20:20:20'");
            assertThat(store.touch(KEY, stored.header().version(), Given.NOW, SessionHeader.NEVER))
                    .isTrue();
            assertThat(database.sql(recent)).containsAnyOf("1", "t");
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void with_the_id_in_the_data_what_is_written_has_the_originals_shape(
            Supplier<TestDatabase> place, String ddl, boolean completed) throws Exception {
        TestDatabase database = planted(place, ddl, completed);
        try (SessionStore store = new DbiProvider()
                .open(database.settings().set(DbiProvider.ID_IN_DATA, true).build(), SessionOptions.DEFAULTS)) {
            assertThat(store.find(KEY).orElseThrow().attributes().names())
                    .hasSize(15)
                    .doesNotContain("id");

            store.create(Given.session("42"));

            assertThat(database.sql("SELECT session_data FROM sessions WHERE id = '42'"))
                    .singleElement()
                    .asString()
                    .startsWith("{")
                    .endsWith("\"id\":\"42\",\"n\":1}");
        } finally {
            database.drop();
        }
    }
}

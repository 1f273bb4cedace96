package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table that a Dancer application writes too. */
class JpaForeignRowsTest {
    private static final String PERL_ID = "tK3bY9ScH5uZ1oWq8mEfRa7LxNvD2jPg";
    private static final SessionKey KEY = new SessionKey(PERL_ID);

    @TempDir
    private Path directory;

    static Stream<Combination> all() {
        return Stream.of(SessionKind.READY, SessionKind.MINE).flatMap(kind -> Combination.all(kind).stream());
    }

    /** Something done with the entity of a table that has the row of a real Perl engine. */
    private interface Work {
        void with(EntityManagerFactory unit, FreshDatabase database) throws Exception;
    }

    private void planted(Combination combination, Work work) throws Exception {
        FreshDatabase database = combination.kind().fresh(directory);
        combination.ddl().forEach(database::sql);
        SessionKind entity = combination.entity();
        write(
                database,
                "INSERT INTO " + entity.table() + " (" + entity.data() + ", " + entity.id() + ") VALUES (?, ?)",
                Files.readString(Path.of("src/test/resources/dbic-row.json")));
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = combination.provider().open(pool, entity.type())) {
            work.with(unit, database);
        } finally {
            database.drop();
        }
    }

    private static void write(FreshDatabase database, String sql, String data) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, data);
            statement.setString(2, PERL_ID);
            statement.execute();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_perl_wrote_is_read_with_all_values(Combination combination) throws Exception {
        planted(combination, (unit, database) -> {
            try (SessionStore store =
                    JpaSessionStore.open(unit, combination.entity().options())) {
                SessionRecord read = store.find(KEY).orElseThrow();
                Attributes attributes = read.attributes();

                assertThat(read.header().isForeign()).isTrue();
                assertThat(attributes.names())
                        .hasSize(15)
                        .contains("nested", "big")
                        .doesNotContain("id");
                assertThat(attributes.get("str").text()).isEqualTo("\"héllo ☃ 😀\"");
                assertThat(attributes.get("latin").text()).isEqualTo("\"café\"");
                assertThat(attributes.get("nothing").text()).isEqualTo("null");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_users_of_a_dancer_application_stay_logged_in(Combination combination) throws Exception {
        planted(combination, (unit, database) -> {
            try (SessionEngine engine = SessionEngine.builder(
                            JpaSessionStore.open(unit, combination.entity().options()))
                    .options(SessionOptions.builder().hashIds(false).build())
                    .build()) {
                Session session = engine.retrieve(SessionId.of(PERL_ID)).orElseThrow();
                assertThat(session.get("big")).isEqualTo(9007199254740993L);
                assertThat(session.get("nested"))
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                        .containsEntry("hash", Map.of("k", "v"));
                session.put("java", List.of("lamp"));
                engine.flush(session);

                assertThat(engine.retrieve(SessionId.of(PERL_ID)).orElseThrow().names())
                        .hasSize(16);
                assertThat(engine.retrieve(SessionId.of(PERL_ID)).orElseThrow().get("str"))
                        .isEqualTo("héllo ☃ 😀");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void adopting_it_is_guarded_by_what_was_read_to_the_last_character(Combination combination) throws Exception {
        planted(combination, (unit, database) -> {
            String rewrite = "UPDATE " + combination.entity().table() + " SET "
                    + combination.entity().data() + " = ? WHERE "
                    + combination.entity().id() + " = ?";
            try (SessionStore store =
                    JpaSessionStore.open(unit, combination.entity().options())) {
                write(database, rewrite, "{\"perl\":\"a\"}");
                SessionRecord read = store.find(KEY).orElseThrow();
                write(database, rewrite, "{\"perl\":\"A\"}");

                assertThat(store.update(Records.update(read, Map.of("n", "1"), Set.of())))
                        .isEqualTo(UpdateResult.CONFLICT);

                SessionRecord again = store.find(KEY).orElseThrow();
                assertThat(store.update(Records.update(again, Map.of("n", "1"), Set.of())))
                        .isEqualTo(UpdateResult.SAVED);
                SessionRecord stored = store.find(KEY).orElseThrow();
                assertThat(stored.attributes().names()).containsExactly("perl", "n");
                assertThat(stored.attributes().get("perl").text()).isEqualTo("\"A\"");
            }
        });
    }

    /** A digest of a latin1 column is one of other bytes than the connection's. */
    @ParameterizedTest
    @MethodSource("incomparable")
    void what_the_database_cannot_compare_is_adopted_as_well(Combination combination, String type) throws Exception {
        FreshDatabase database = combination.kind().fresh(directory);
        combination.ddl().forEach(database::sql);
        SessionKind entity = combination.entity();
        database.sql("ALTER TABLE " + entity.table() + " MODIFY " + entity.data() + " " + type);
        write(
                database,
                "INSERT INTO " + entity.table() + " (" + entity.data() + ", " + entity.id() + ") VALUES (?, ?)",
                "{\"latin\":\"café\"}");
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = combination.provider().open(pool, entity.type());
                SessionStore store = JpaSessionStore.open(unit, entity.options())) {
            SessionRecord read = store.find(KEY).orElseThrow();
            assertThat(store.update(Records.update(read, Map.of("n", "1"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
            assertThat(store.update(Records.update(read, Map.of("n", "2"), Set.of())))
                    .isEqualTo(UpdateResult.CONFLICT);

            SessionRecord stored = store.find(KEY).orElseThrow();
            assertThat(stored.header().isForeign()).isFalse();
            assertThat(stored.attributes().get("n").text()).isEqualTo("1");
        } finally {
            database.drop();
        }
    }

    static Stream<Arguments> incomparable() {
        return Stream.of(SessionKind.READY, SessionKind.MINE)
                .flatMap(kind -> Arrays.stream(Provider.values())
                        .map(provider -> Arguments.of(
                                new Combination(provider, DatabaseKind.MARIADB, kind),
                                "LONGTEXT CHARACTER SET latin1")));
    }
}

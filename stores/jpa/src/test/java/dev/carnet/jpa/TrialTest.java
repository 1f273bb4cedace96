package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a trial session meets in a table, told when the store opens, with what to do; nothing is left behind. */
class TrialTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    private Path directory;

    static Stream<Arguments> rules() {
        return Arrays.stream(Provider.values())
                .flatMap(provider -> Arrays.stream(DatabaseKind.values())
                        .flatMap(kind -> Stream.of(
                                Arguments.of(
                                        provider,
                                        kind,
                                        "tenant VARCHAR(20) NOT NULL",
                                        "must not be null",
                                        "a @PrePersist listener"),
                                Arguments.of(
                                        provider,
                                        kind,
                                        "owner VARCHAR(20) DEFAULT 'nobody' REFERENCES users (name)",
                                        "a foreign key",
                                        "make the column nullable"),
                                Arguments.of(
                                        provider,
                                        kind,
                                        "site INTEGER DEFAULT 1 UNIQUE",
                                        "unique already exists",
                                        "remove the constraint from the other column"),
                                Arguments.of(
                                        provider,
                                        kind,
                                        "kind INTEGER DEFAULT 1 CHECK (kind > 5)",
                                        "a CHECK constraint",
                                        "Change the constraint so that it allows"))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_of_the_table_that_stands_in_the_way_is_named_with_its_remedy(
            Provider provider, DatabaseKind kind, String column, String says, String remedy) {
        FreshDatabase database = kind.fresh(directory);
        database.sql("CREATE TABLE users (name VARCHAR(20) PRIMARY KEY)");
        database.sql(kind.ddl(MySession.DDL.replace("my_session_data", column + ", my_session_data"), provider));
        if (column.contains("UNIQUE")) {
            database.sql("INSERT INTO my_sessions (my_session_id, site) VALUES ('other', 1)");
        }
        List<String> before = database.sql("SELECT COUNT(*) FROM my_sessions");
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = provider.open(pool, MySession.class)) {
            assertThatThrownBy(() -> JpaSessionStore.open(unit, MySession.OPTIONS))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("resultset: the entity MySession cannot keep sessions")
                    .hasMessageContaining("a new session: ")
                    .hasMessageContaining(says)
                    .hasMessageContaining(remedy)
                    .hasNoCause();
        }
        assertThat(database.sql("SELECT COUNT(*) FROM my_sessions")).isEqualTo(before);
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void a_user_who_may_only_read_opens_the_store_and_is_told(Provider provider) {
        FreshDatabase database = FreshDatabase.postgres();
        String schema = database.url().replaceAll(".*currentSchema=", "");
        String reader = "reader_" + schema;
        database.sql(DatabaseKind.POSTGRESQL.ddl(MySession.DDL, provider));
        database.sql("CREATE ROLE " + reader + " LOGIN");
        database.sql("GRANT USAGE ON SCHEMA " + schema + " TO " + reader);
        database.sql("GRANT SELECT ON my_sessions TO " + reader);
        try (HikariDataSource pool = Provider.pool(database.url().replace("user=postgres", "user=" + reader));
                EntityManagerFactory unit = provider.open(pool, MySession.class)) {
            OpenUnit opened = UnitInspection.inspect(
                    unit, MySession.OPTIONS, Settings.builder(String::valueOf).build());
            assertThat(EntityWarnings.of(opened)).anyMatch(each -> each.contains("may not INSERT, UPDATE, DELETE"));
            try (SessionStore store = JpaSessionStore.open(opened, () -> {})) {
                assertThat(store.find(Records.key())).isEmpty();
                assertThatThrownBy(() -> store.create(Records.record(NOW, null, Map.of())))
                        .isInstanceOf(SessionStoreException.class)
                        .hasMessageContaining("permission denied");
            }
        } finally {
            database.drop();
            database.sql("DROP ROLE " + reader);
        }
    }
}

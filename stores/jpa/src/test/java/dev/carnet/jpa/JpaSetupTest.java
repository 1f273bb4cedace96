package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator is told of a place, and what init makes. */
class JpaSetupTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> all() {
        return Arrays.stream(Provider.values())
                .flatMap(provider -> Arrays.stream(DatabaseKind.values()).map(kind -> Arguments.of(provider, kind)));
    }

    private static CarnetConfig ready(FreshDatabase database) {
        return CarnetConfig.builder()
                .session("DBIC")
                .set("schema_class", "carnet")
                .set("dsn", database.url())
                .build();
    }

    private static String texts(List<Finding> findings) {
        StringBuilder texts = new StringBuilder();
        findings.forEach(each -> texts.append(each.level() + " " + each.subject() + ": " + each.text() + "\n"));
        return texts.toString();
    }

    @ParameterizedTest
    @MethodSource("all")
    void init_makes_the_ready_entitys_table_once(Provider provider, DatabaseKind kind) {
        FreshDatabase database = kind.fresh(directory);
        CarnetConfig config = ready(database);
        try (OnlyProvider only = OnlyProvider.of(provider)) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            try (StoreSetup setup = config.setup()) {
                assertThat(texts(setup.check()))
                        .contains("OK database: " + kind.product())
                        .contains("OK schema: the table 'sessions' does not exist yet; run `carnet init`");
                assertThat(setup.plan()).hasSize(4).first().asString().startsWith("CREATE TABLE sessions");
                assertThatThrownBy(() -> database.sql("SELECT * FROM sessions"))
                        .isInstanceOf(IllegalStateException.class);

                setup.apply();
                assertThat(setup.plan()).isEmpty();
                setup.apply();
                assertThat(texts(setup.check()))
                        .contains("OK schema: the table 'sessions' is complete")
                        .contains("OK entity: Session keeps the id in sessionsId (sessions_id)")
                        .contains("a write is guarded by the version")
                        .doesNotContain("ERROR");
            }
            try (SessionEngine engine = config.open()) {
                assertThat(engine.store().traits().durable()).isTrue();
                engine.create();
            }
            assertThat(database.sql("SELECT COUNT(*) FROM sessions")).containsExactly("1");
        }
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void a_check_looks_at_sessions_through_the_unit_that_it_opened_and_closes_it(Provider provider) {
        FreshDatabase database = FreshDatabase.h2(directory);
        CarnetConfig config = ready(database);
        List<EntityManagerFactory> opened = new ArrayList<>();
        try (OnlyProvider only = OnlyProvider.noting(provider, opened)) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            try (StoreSetup setup = config.setup()) {
                setup.apply();
            }
            CarnetConfig encrypted = CarnetConfig.builder()
                    .session("DBIC")
                    .set("schema_class", "carnet")
                    .set("dsn", database.url())
                    .encryption(EncryptionOptions.of(EncryptionKeys.of(EncryptionKeys.newKey(), List.of())))
                    .build();
            try (SessionEngine engine = encrypted.open()) {
                Session session = engine.newSession();
                session.put("cart", "book");
                engine.flush(session);
            }
            opened.clear();

            try (StoreSetup setup = config.setup()) {
                assertThat(texts(setup.check()))
                        .contains("WARNING encryption: off, but 1 of 1 sessions checked are encrypted")
                        .doesNotContain("ERROR");
                assertThat(opened).hasSize(1).allMatch(EntityManagerFactory::isOpen);
            }
            try (StoreSetup setup = encrypted.setup()) {
                assertThat(texts(setup.check()))
                        .contains("OK encryption: on; 1 of 1 sessions checked can be decrypted");
            }
            assertThat(opened).hasSize(2).noneMatch(EntityManagerFactory::isOpen);
        }
        database.drop();
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_originals_table_works_as_it_is(Provider provider, DatabaseKind kind) {
        FreshDatabase database = kind.fresh(directory);
        database.sql(kind.ddl(
                "CREATE TABLE sessions (sessions_id VARCHAR(40) PRIMARY KEY, session_data ${text}, created TIMESTAMP)",
                provider));
        CarnetConfig config = ready(database);
        try (OnlyProvider only = OnlyProvider.of(provider);
                StoreSetup setup = config.setup();
                SessionEngine engine = config.open()) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            assertThat(setup.plan()).isEmpty();
            assertThat(texts(setup.check())).contains("OK schema: the table 'sessions' has Dancer's two columns");
            String id = engine.create().id().value();
            assertThat(engine.retrieve(SessionId.of(id))).isPresent();
            assertThat(database.sql("SELECT session_data FROM sessions"))
                    .singleElement()
                    .asString()
                    .startsWith("{\"__carnet\":{\"version\":");
        }
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void a_table_that_is_somebody_elses_is_left_alone(Provider provider) {
        FreshDatabase database = FreshDatabase.h2(directory);
        database.sql("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data CLOB)");
        CarnetConfig config = ready(database);
        try (OnlyProvider only = OnlyProvider.of(provider);
                StoreSetup setup = config.setup()) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            assertThat(texts(setup.check())).contains("ERROR schema: the table 'sessions' is not a table of Carnet");
            assertThatThrownBy(setup::plan)
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("Use another database");
            assertThatThrownBy(setup::apply).isInstanceOf(SessionStoreException.class);
            assertThatThrownBy(config::open).isInstanceOf(SessionStoreException.class);
        }
        assertThat(database.sql("SELECT COUNT(*) FROM sessions")).containsExactly("0");
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void rights_that_a_user_lacks_are_found_and_nothing_is_written(Provider provider) {
        FreshDatabase database = FreshDatabase.postgres();
        String reader = "dbic_reader_" + provider.name().toLowerCase(Locale.ROOT);
        CarnetConfig config = CarnetConfig.builder()
                .session("DBIC")
                .set("schema_class", "carnet")
                .set("dsn", database.url().replace("user=postgres", "user=" + reader))
                .build();
        try (OnlyProvider only = OnlyProvider.of(provider)) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            try (StoreSetup owners = ready(database).setup()) {
                owners.apply();
            }
            database.sql("CREATE ROLE " + reader + " LOGIN");
            database.sql("GRANT USAGE ON SCHEMA "
                    + database.sql("SELECT current_schema()").get(0) + " TO " + reader);
            database.sql("GRANT SELECT ON sessions TO " + reader);
            assertThat(rights(config))
                    .startsWith("ERROR rights: the database's user may not INSERT, UPDATE, DELETE on the")
                    .contains("Grant INSERT, UPDATE, DELETE");
            database.sql("GRANT UPDATE, INSERT ON sessions TO " + reader);
            assertThat(rights(config))
                    .startsWith("ERROR rights: the database's user may not DELETE on the")
                    .contains("cannot be ended", "Grant DELETE there");
            database.sql("REVOKE INSERT, UPDATE ON sessions FROM " + reader);
            database.sql("GRANT INSERT, DELETE ON sessions TO " + reader);
            assertThat(rights(config)).startsWith("ERROR rights: the database's user may not UPDATE on the");
            database.sql("GRANT UPDATE ON sessions TO " + reader);
            database.sql("REVOKE INSERT ON sessions FROM " + reader);
            assertThat(rights(config))
                    .startsWith("ERROR rights: the database's user may not INSERT on the")
                    .contains("cannot be begun");
            database.sql("GRANT INSERT ON sessions TO " + reader);
            database.sql("ALTER ROLE " + reader + " SET default_transaction_read_only = on");
            assertThat(rights(config)).startsWith("ERROR rights: the database accepts no writes");
            database.sql("ALTER ROLE " + reader + " SET default_transaction_read_only = off");
            assertThat(rights(config)).isEqualTo("OK rights: the user may read and write");
            assertThat(database.sql("SELECT COUNT(*) FROM sessions")).containsExactly("0");
        } finally {
            database.sql("DROP OWNED BY " + reader);
            database.sql("DROP ROLE " + reader);
            database.drop();
        }
    }

    private static String rights(CarnetConfig config) {
        try (StoreSetup setup = config.setup()) {
            return texts(setup.check())
                    .lines()
                    .filter(each -> each.contains(" rights: "))
                    .findFirst()
                    .orElse("none");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_applications_table_is_its_own(Provider provider) {
        FreshDatabase database = FreshDatabase.h2(directory);
        CarnetConfig config = CarnetConfig.builder()
                .session("DBIC")
                .set("schema_class", "warehouse")
                .set("dsn", database.url())
                .set("resultset", "Visit")
                .set("id_column", "sid")
                .set("data_column", "contents")
                .build();
        try (OnlyProvider only = OnlyProvider.of(provider);
                StoreSetup setup = config.setup()) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            assertThat(setup.plan()).isEmpty();
            assertThat(texts(setup.check()))
                    .contains("OK entity: Visit keeps the id in sid, the session in contents, a String")
                    .contains("2 of 9 have an attribute")
                    .contains("ERROR schema: JPA: the table of the entity Visit cannot be read");
            assertThatThrownBy(config::open)
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("Check whether the entity's table exists");

            database.sql(DatabaseKind.H2.ddl(VisitSession.DDL, provider));
            assertThat(setup.check()).noneMatch(each -> each.level() != Level.OK);
            assertThat(texts(setup.check()))
                    .contains("OK mapping: a trial session was stored, changed, renamed and ended");
            assertThat(database.sql("SELECT COUNT(*) FROM visits")).containsExactly("0");
        }
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void a_lax_mariadb_is_told_of(Provider provider) {
        FreshDatabase database = FreshDatabase.mariaDb();
        CarnetConfig config = CarnetConfig.builder()
                .session("DBIC")
                .set("schema_class", "carnet")
                .set("dsn", database.url() + "&sessionVariables=sql_mode=''")
                .build();
        try (OnlyProvider only = OnlyProvider.of(provider);
                StoreSetup setup = config.setup()) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            setup.apply();
            assertThat(texts(setup.check())).contains("WARNING sql_mode: it is lax");
        }
        database.drop();
    }
}

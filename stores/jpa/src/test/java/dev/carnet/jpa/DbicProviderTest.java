package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.entity.EntitySettings;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.unit.UnitProperties;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From a configuration, as an application writes it, to sessions. */
class DbicProviderTest {
    @TempDir
    private Path directory;

    private FreshDatabase shop() throws Exception {
        FreshDatabase database = FreshDatabase.h2(Files.createTempDirectory(directory, "shop"));
        database.sql(DatabaseKind.H2.ddl(MySession.DDL, Provider.HIBERNATE));
        return database;
    }

    private static CarnetConfig yaml(String... settings) {
        return CarnetConfig.parse(
                "carnet.yml",
                "session: DBIC\nengines:\n  session:\n    DBIC:\n      " + String.join("\n      ", settings) + "\n",
                name -> null);
    }

    private static CarnetConfig shop(FreshDatabase database) {
        return yaml(
                "schema_class: shop",
                "dsn: " + database.url(),
                "resultset: MySession",
                "id_column: my_session_id",
                "data_column: my_session_data");
    }

    private static Session stored(SessionEngine engine) {
        Session session = engine.create();
        session.put("cart", "lamp");
        return engine.flush(session);
    }

    @ParameterizedTest
    @EnumSource
    void an_applications_entity_with_renamed_columns_keeps_sessions(Provider provider) throws Exception {
        FreshDatabase database = shop();
        try (OnlyProvider only = OnlyProvider.of(provider);
                SessionEngine engine = shop(database).open()) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            Session session = stored(engine);

            assertThat(engine.retrieve(session.id()).orElseThrow().get("cart")).isEqualTo("lamp");
            assertThat(engine.store().traits().name()).isEqualTo("JPA");
            assertThat(engine.store().unwrap(EntityManagerFactory.class)).isPresent();
        }
        assertThat(database.sql("SELECT my_session_data FROM my_sessions"))
                .singleElement()
                .asString()
                .endsWith("\"cart\":\"lamp\"}");
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void carnets_own_unit_works_from_configuration_alone(Provider provider) throws Exception {
        FreshDatabase database = FreshDatabase.h2(directory);
        CarnetConfig config = yaml("schema_class: carnet", "dsn: " + database.url());
        try (OnlyProvider only = OnlyProvider.of(provider)) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            assertThatThrownBy(config::open).hasMessageContaining("run `carnet init`");
            try (var setup = config.setup()) {
                setup.apply();
            }
            try (SessionEngine engine = config.open()) {
                Session session = stored(engine);
                assertThat(engine.retrieve(session.id())).isPresent();
            }
        }
        assertThat(database.sql("SELECT session_data FROM sessions")).containsExactly("{\"cart\":\"lamp\"}");
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void two_engines_with_the_same_unit_on_different_databases_share_nothing(Provider provider) throws Exception {
        FreshDatabase one = shop();
        FreshDatabase two = shop();
        try (OnlyProvider only = OnlyProvider.of(provider);
                SessionEngine first = shop(one).open()) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            Session session = stored(first);
            try (SessionEngine second = shop(two).open()) {
                assertThat(second.retrieve(session.id())).isEmpty();
                stored(second);
                stored(second);
            }
            assertThat(first.retrieve(session.id())).isPresent();
        }
        assertThat(one.sql("SELECT COUNT(*) FROM my_sessions")).containsExactly("1");
        assertThat(two.sql("SELECT COUNT(*) FROM my_sessions")).containsExactly("2");
        one.drop();
        two.drop();
    }

    @ParameterizedTest
    @EnumSource
    void a_factory_handed_in_goes_before_all_else_and_stays_open(Provider provider) throws Exception {
        FreshDatabase database = shop();
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = provider.open(pool, MySession.class)) {
            for (Object schema : new Object[] {unit, (Supplier<EntityManagerFactory>) () -> unit}) {
                CarnetConfig config = CarnetConfig.builder()
                        .session("DBIC")
                        .set("schema", schema)
                        .set("schema_class", "not there")
                        .set("resultset", "MySession")
                        .set("id_column", "my_session_id")
                        .set("data_column", "my_session_data")
                        .build();
                try (SessionEngine engine = config.open()) {
                    stored(engine);
                    assertThat(engine.store().unwrap(EntityManagerFactory.class))
                            .containsSame(unit);
                }
            }
            assertThat(unit.isOpen()).isTrue();
        }
        assertThat(database.sql("SELECT COUNT(*) FROM my_sessions")).containsExactly("2");
        database.drop();
    }

    /** Hibernate only: EclipseLink opens such a unit nowhere but in a container. */
    @Test
    void a_factory_whose_transactions_are_a_containers_is_refused() throws Exception {
        FreshDatabase database = shop();
        try (EntityManagerFactory unit = Provider.HIBERNATE
                .provider()
                .createEntityManagerFactory(new PersistenceConfiguration("jta")
                        .transactionType(PersistenceUnitTransactionType.JTA)
                        .managedClass(MySession.class)
                        .property("hibernate.dialect", "org.hibernate.dialect.H2Dialect"))) {
            assertThatThrownBy(() -> JpaSessionStore.open(unit, MySession.OPTIONS))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("JTA")
                    .hasMessageContaining("RESOURCE_LOCAL");
        }
        database.drop();
    }

    @Test
    void without_a_schema_the_originals_message_says_what_to_do() {
        assertThatThrownBy(() -> yaml("resultset: Session"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("carnet.yml line")
                .hasMessageContaining("No schema class defined.")
                .hasMessageContaining("'carnet'")
                .hasMessageContaining("EntityManagerFactory");
    }

    @ParameterizedTest
    @CsvSource({
        "schema_class: shopp, resultset: MySession, schema_class, did you mean shop?",
        "schema_class: kitchen, resultset: MySession, schema_class, 'there are: shop, warehouse, eager, managed, broken, carnet'",
        "db_connection_name: shopp, schema_class: warehouse, db_connection_name, did you mean shop?",
        "schema_class: shop, resultset: MySesion, resultset, did you mean MySession?",
        "schema_class: shop, resultset: Basket, resultset, 'there are: MySession, Note'"
    })
    void a_wrong_name_is_answered_with_the_nearest_right_one(String unit, String entity, String place, String answer)
            throws Exception {
        FreshDatabase database = shop();
        CarnetConfig config = yaml(unit, "dsn: " + database.url(), entity);

        assertThatThrownBy(config::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("engines.session.DBIC." + place)
                .hasMessageEndingWith(answer);
        database.drop();
    }

    @ParameterizedTest
    @CsvSource({
        "id_column: my_sesion_id, id_column, did you mean my_session_id?",
        "id_column: key, id_column, 'there are: id, my_session_data, my_session_id, sessionData'",
        "data_column: sesionData, data_column, did you mean sessionData?",
        "principal_column: owner, principal_column, 'there are: id, my_session'",
        "principal_column: my_session_id, principal_column, is used for two purposes",
        "version_column: id, version_column, is a String; required is Long",
        "expires_at_column: sessionData, expires_at_column, is a String; required is a time"
    })
    void an_attribute_that_is_not_there_or_of_no_use_is_an_error(String setting, String place, String problem)
            throws Exception {
        FreshDatabase database = shop();
        String[] settings = {
            "schema_class: shop",
            "dsn: " + database.url(),
            "resultset: MySession",
            setting,
            setting.startsWith("id_column") ? "" : "id_column: id",
            setting.startsWith("data_column") ? "" : "data_column: session_data"
        };

        assertThatThrownBy(yaml(settings)::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("engines.session.DBIC." + place)
                .hasMessageContaining(problem);
        database.drop();
    }

    @ParameterizedTest
    @CsvSource({
        "'schema_class: carnet', 'resultset: Session', 'DBIC.dsn: it is missing'",
        "'schema_class: carnet', 'dsn: web.db', 'DBIC.dsn: it is not a database URL; allowed is a JDBC URL'",
        "'schema_class: carnet', 'dsn: dbi:Oracle:password=hunter2', 'DBIC.dsn: it is not a database URL'",
        "'schema_class: carnet', 'dsn: dbi:Pg:dbname=web', 'carnet-dancer on the class path'",
        "'schema_class: carnet', 'serializer: YAML', 'allowed is JSON'"
    })
    void what_cannot_work_is_said_when_the_configuration_is_read(String one, String two, String problem) {
        assertThatThrownBy(() -> yaml(one, two))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_database_without_its_driver_is_an_error_without_the_password() {
        CarnetConfig config = yaml("schema_class: carnet", "dsn: jdbc:oracle:thin:scott/hunter2@db");

        assertThatThrownBy(config::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DBIC.dsn: no JDBC driver on the class path")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @EnumSource
    void a_unit_that_its_provider_cannot_open_is_an_error_with_what_the_provider_says(Provider provider) {
        CarnetConfig config = yaml("schema_class: broken", "dsn: jdbc:h2:mem:broken");
        try (OnlyProvider only = OnlyProvider.of(provider)) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            assertThatThrownBy(config::open)
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("cannot be opened: ")
                    .hasMessageContaining("Keyless");
        }
    }

    @Test
    void a_class_path_without_a_provider_is_an_error_that_names_what_to_add() {
        CarnetConfig config = yaml("schema_class: carnet", "dsn: jdbc:h2:mem:x");
        try (OnlyProvider none = OnlyProvider.none()) {
            assertThat(none.getPersistenceProviders()).isEmpty();
            assertThatThrownBy(config::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("org.hibernate.orm:hibernate-core");
        }
    }

    @Test
    void a_dancer_configuration_is_understood_as_it_stands() {
        CarnetConfig config = yaml(
                "schema_class: warehouse",
                "dsn: jdbc:mariadb://127.0.0.1:3306/testing?sslMode=disable",
                "user: user",
                "password: hunter2",
                "resultset: Visit",
                "id_column: sid",
                "data_column: contents",
                "serializer: JSON",
                "serialize_options: {pretty: 1}",
                "deserialize_options: {utf8: 0}");

        assertThat(config.ignoredKeys()).isEmpty();
        assertThat(EntitySettings.options(config.settings()))
                .isEqualTo(new JpaOptions("Visit", "sid", "contents", Map.of()));
        assertThat(UnitProperties.of(config.settings()))
                .containsEntry("jakarta.persistence.jdbc.url", "jdbc:mariadb://127.0.0.1:3306/testing?sslMode=disable")
                .containsEntry("jakarta.persistence.jdbc.driver", "org.mariadb.jdbc.Driver")
                .containsEntry("jakarta.persistence.jdbc.user", "user")
                .containsEntry("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void properties_reach_the_provider_from_yaml_and_from_properties() {
        CarnetConfig yaml = yaml("schema_class: shop", "properties: {hibernate.jdbc.fetch_size: 7}");
        CarnetConfig properties = CarnetConfig.ofProperties(
                "application.properties",
                Map.of(
                        "carnet.session", "DBIC",
                        "carnet.engines.session.DBIC.schema-class", "shop",
                        "carnet.engines.session.DBIC.properties.hibernate.jdbc.fetch_size", "7"));

        assertThat(UnitProperties.of(yaml.settings())).containsEntry("hibernate.jdbc.fetch_size", "7");
        assertThat(UnitProperties.of(properties.settings())).containsEntry("hibernate.jdbc.fetch_size", "7");
    }
}

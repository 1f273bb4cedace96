package dev.carnet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.config.CookieOptions.SameSite;
import dev.carnet.metrics.StoreObservations;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** What the environment says becomes an engine, or an error that names the property. */
@ExtendWith(OutputCaptureExtension.class)
class CarnetAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, CarnetAutoConfiguration.class));

    private ApplicationContextRunner withDatabase() {
        return application.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID());
    }

    private ApplicationContextRunner withoutDatabase() {
        return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CarnetAutoConfiguration.class));
    }

    private static String failure(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Test
    void without_a_word_sessions_live_in_the_only_database_there_is() {
        withDatabase().run(context -> {
            SessionEngine engine = context.getBean(SessionEngine.class);
            Session session = engine.create();
            assertThat(context.getBean(CarnetConfig.class).session()).isEqualTo("JDBC");
            assertThat(engine.retrieve(session.id())).isPresent();
        });
    }

    @Test
    void without_a_database_they_live_in_memory() {
        withoutDatabase()
                .run(context -> assertThat(context.getBean(CarnetConfig.class).session())
                        .isEqualTo("Memory"));
    }

    @Test
    void of_several_places_one_has_to_be_chosen() {
        withDatabase()
                .withBean("other", StoreClient.class, () -> StoreClient.redis(Map::of))
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .contains("carnet.session: JDBC (the application's DataSource)")
                        .contains("carnet.session: Redis"));
    }

    private static DataSource h2(String name) {
        return new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    }

    private static Object usedDataSource(CarnetConfig config) {
        return config.provider().settings().stream()
                .filter(each -> each.name().equals("data_source"))
                .flatMap(each -> config.settings().find(each).stream())
                .map(each -> each instanceof Supplier<?> supplier ? supplier.get() : each)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void of_several_data_sources_the_primary_one_is_taken() {
        DataSource orders = h2("orders");
        DataSource sessions = h2("sessions");
        application
                .withBean("orders", DataSource.class, () -> orders)
                .withBean("web", DataSource.class, () -> sessions, definition -> definition.setPrimary(true))
                .run(context -> assertThat(usedDataSource(context.getBean(CarnetConfig.class)))
                        .isSameAs(sessions));
    }

    @Test
    void of_several_data_sources_without_a_primary_one_none_is_guessed() {
        application
                .withBean("orders", DataSource.class, () -> h2("orders"))
                .withBean("web", DataSource.class, () -> h2("sessions"))
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .contains("DataSource (orders, web)")
                        .contains("@Primary"));
    }

    @Test
    void a_store_client_of_the_applications_own_says_which_data_source() {
        DataSource sessions = h2("sessions");
        application
                .withBean("orders", DataSource.class, () -> h2("orders"))
                .withBean("web", DataSource.class, () -> sessions)
                .withBean(
                        "carnetDataSourceClient",
                        StoreClient.class,
                        () -> StoreClient.jdbc("the DataSource web", () -> Map.of("data_source", sessions)))
                .run(context -> assertThat(usedDataSource(context.getBean(CarnetConfig.class)))
                        .isSameAs(sessions));
    }

    @Test
    void calls_of_the_store_are_observed_where_there_is_a_registry() {
        ObservationRegistry registry = ObservationRegistry.create();
        List<String> started = new ArrayList<>();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStart(Observation.Context context) {
                started.add(context.getName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        withoutDatabase()
                .withConfiguration(AutoConfigurations.of(CarnetObservationsAutoConfiguration.class))
                .withBean(ObservationRegistry.class, () -> registry)
                .run(context -> Observation.createNotStarted("request", registry)
                        .observe(() -> context.getBean(SessionEngine.class).create()));

        assertThat(started).containsExactly("request", StoreObservations.NAME);
    }

    @Test
    void what_is_left_of_spring_sessions_properties_is_told(CapturedOutput output) {
        withoutDatabase()
                .withPropertyValues(
                        "carnet.session=memory", "spring.session.timeout=5m", "spring.session.jdbc.tableName=S")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("spring.session.timeout has no effect")
                .contains("use carnet.engines.session.jdbc.table")
                .doesNotContain("spring.session.store-type");
    }

    @Test
    void it_can_be_turned_off() {
        withDatabase()
                .withPropertyValues("carnet.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(SessionEngine.class));
    }

    @Test
    void a_table_that_nobody_makes_is_told() {
        withDatabase()
                .withPropertyValues("carnet.initialize-schema=never")
                .run(context -> assertThat(failure(context.getStartupFailure())).containsIgnoringCase("sessions"));
    }

    @Test
    void a_dsn_of_the_applications_own_leaves_its_data_source_alone() {
        withDatabase()
                .withPropertyValues("carnet.session=jdbc", "carnet.engines.session.jdbc.url=jdbc:h2:mem:own")
                .run(context -> assertThat(
                                context.getBean(CarnetConfig.class).settings().toString())
                        .contains("dsn")
                        .doesNotContain("data_source"));
    }

    @Test
    void properties_are_read_in_any_spelling_and_in_springs_order() {
        withoutDatabase()
                .withPropertyValues(
                        "carnet.session=memory",
                        "carnet.session_duration=5 minutes",
                        "carnet.sessionLifetime=2 hours",
                        "carnet.allowed-packages[0]=com.example.a",
                        "carnet.allowed-packages[1]=com.example.b",
                        "wanted=shop",
                        "carnet.session-name=${wanted}")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of(
                                        "CARNET_SESSION_DURATION", "7 minutes",
                                        "CARNET_SOMETHING_ELSE", "which is nobody's business"))))
                .run(context -> {
                    CarnetConfig config = context.getBean(CarnetConfig.class);
                    assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(7));
                    assertThat(config.options().lifetime()).isEqualTo(Duration.ofHours(2));
                    assertThat(config.cookie().name()).isEqualTo("shop");
                    assertThat(config.allowed().packages()).containsOnlyKeys("com.example.a", "com.example.b");
                });
    }

    @Test
    void what_is_stored_is_encrypted_with_a_key_from_the_properties() {
        withDatabase()
                .withPropertyValues(
                        "carnet.encryption.key=" + "A".repeat(43),
                        "carnet.encryption.old-keys[0]=" + "B".repeat(42) + "A",
                        "carnet.encryption.hideUsers=true")
                .run(context -> {
                    SessionEngine engine = context.getBean(SessionEngine.class);
                    Session session = engine.create();
                    session.put("card", "4111");
                    engine.logIn(session, "ada");

                    assertThat(engine.retrieve(session.id()).orElseThrow().get("card"))
                            .isEqualTo("4111");
                    try (Connection connection =
                                    context.getBean(DataSource.class).getConnection();
                            Statement statement = connection.createStatement();
                            ResultSet stored = statement.executeQuery("SELECT * FROM \"sessions\"")) {
                        assertThat(stored.next()).isTrue();
                        StringBuilder row = new StringBuilder();
                        for (int i = 1; i <= stored.getMetaData().getColumnCount(); i++) {
                            row.append(stored.getString(i)).append('|');
                        }
                        assertThat(row)
                                .contains("\"card\"")
                                .doesNotContain("4111")
                                .doesNotContain("ada");
                    }
                });
    }

    @Test
    void a_key_that_is_none_stops_the_start_and_is_not_shown() {
        withDatabase()
                .withPropertyValues("carnet.encryption.key=sesame")
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .contains("carnet.encryption.key")
                        .contains("'carnet key' generates a key")
                        .doesNotContain("sesame"));
    }

    @Test
    void of_system_properties_those_count_that_name_a_setting() {
        withoutDatabase()
                .withPropertyValues("carnet.session=memory")
                .withSystemProperties("carnet.session-name=shop", "carnet.nobodys-business=1")
                .run(context -> assertThat(
                                context.getBean(CarnetConfig.class).cookie().name())
                        .isEqualTo("shop"));
    }

    @Test
    void what_spring_has_left_in_a_value_is_taken_as_it_stands() {
        withoutDatabase()
                .withPropertyValues("carnet.session=memory", "carnet.session-path=/\\${literally}")
                .run(context -> assertThat(
                                context.getBean(CarnetConfig.class).cookie().path())
                        .isEqualTo("/${literally}"));
    }

    @Test
    void spring_boots_own_properties_for_the_session_count_unless_carnets_are_given() {
        withoutDatabase()
                .withPropertyValues(
                        "carnet.session=memory",
                        "carnet.session-name=mine",
                        "server.servlet.session.timeout=10",
                        "server.servlet.session.cookie.name=theirs",
                        "server.servlet.session.cookie.secure=true",
                        "server.servlet.session.cookie.max-age=1h",
                        "server.servlet.session.cookie.same-site=strict")
                .run(context -> {
                    CarnetConfig config = context.getBean(CarnetConfig.class);
                    assertThat(config.options().maxIdle()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(config.cookie().name()).isEqualTo("mine");
                    assertThat(config.cookie().secure()).isTrue();
                    assertThat(config.cookie().maxAge()).isEqualTo(Duration.ofHours(1));
                    assertThat(config.cookie().sameSite()).isEqualTo(SameSite.STRICT);
                });
    }

    @Test
    void ids_in_urls_are_refused() {
        withoutDatabase()
                .withPropertyValues("carnet.session=memory", "server.servlet.session.tracking-modes=url")
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .contains("server.servlet.session.tracking-modes"));
    }

    @Test
    void a_misspelt_property_is_an_error_whose_origin_is_told() {
        AtomicReference<Environment> environment = new AtomicReference<>();
        withoutDatabase()
                .withInitializer(context -> environment.set(context.getEnvironment()))
                .withPropertyValues("carnet.session=memory", "carnet.sesion-duration=5 minutes")
                .run(context -> {
                    assertThat(context.getStartupFailure()).isNotNull();
                    var analysis = new SessionFailureAnalyzer(environment.get()).analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .contains("carnet.sesion-duration")
                            .contains("did you mean session-duration?");
                    assertThat(analysis.getAction()).contains("carnet.sesion-duration stands in");
                });
    }
}

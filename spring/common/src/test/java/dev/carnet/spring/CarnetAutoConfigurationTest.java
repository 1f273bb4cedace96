package dev.carnet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.config.CookieOptions.SameSite;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the environment says becomes an engine, or an error that names the property. */
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
            assertThat(context.getBean(CarnetConfig.class).session()).isEqualTo("DBI");
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

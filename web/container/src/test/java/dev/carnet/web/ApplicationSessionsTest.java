package dev.carnet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A web application's sessions, and a request's among them, without a container. */
class ApplicationSessionsTest {
    private static final CarnetConfig MEMORY = CarnetConfig.parse("test", "session: Memory");

    private final SessionStore store = new MemorySessionStore();
    private final AtomicInteger finds = new AtomicInteger();
    private volatile boolean down;

    private SessionStore counting(SessionStore unused) {
        return new ForwardingSessionStore(store) {
            @Override
            public Optional<SessionRecord> find(SessionKey key) {
                finds.incrementAndGet();
                if (down) {
                    throw new SessionStoreException("down", null);
                }
                return super.find(key);
            }
        };
    }

    private ApplicationSessions open(CarnetConfig config, String scope) {
        return ApplicationSessions.open(
                config, scope, UnaryOperator.identity(), engine -> engine.decorate(this::counting));
    }

    @Test
    void a_request_asks_the_store_once_and_stores_an_empty_session() {
        try (ApplicationSessions shop = open(MEMORY, "shop")) {
            RequestedSession first = new RequestedSession(shop);
            Session session = first.create();
            first.store();

            RequestedSession second = new RequestedSession(shop);
            String id = session.id().value();
            assertThat(second.find(id)).isPresent();
            assertThat(second.find(id).orElseThrow()).isSameAs(second.current());
            assertThat(finds).hasValue(1);
            second.end(second.current());
            assertThat(second.find(id)).isEmpty();
            assertThat(new RequestedSession(shop).find(id)).isEmpty();
        }
    }

    @Test
    void an_outage_is_asked_once_and_makes_no_new_session() {
        try (ApplicationSessions shop = open(MEMORY, "shop")) {
            RequestedSession request = new RequestedSession(shop);
            String id = shop.engine().create().id().value();
            down = true;

            assertThatThrownBy(() -> request.find(id)).isInstanceOf(SessionStoreException.class);
            assertThatThrownBy(() -> request.find(id)).isInstanceOf(SessionStoreException.class);
            assertThatThrownBy(request::create).isInstanceOf(SessionStoreException.class);
            assertThat(finds).hasValue(1);
            request.store();
        }
    }

    @Test
    void a_request_may_go_on_without_its_session() {
        CarnetConfig stateless = CarnetConfig.parse("test", "session: Memory\non_store_failure: stateless");
        try (ApplicationSessions shop = open(stateless, "shop")) {
            down = true;
            RequestedSession request = new RequestedSession(shop);

            assertThat(request.find(shop.engine().create().id().value())).isEmpty();
            request.create().put("lost", 1);
            request.store();

            assertThat(request.isWithoutStore()).isTrue();
            assertThat(shop.engine().sessions().count(SessionQuery.ALL)).isEqualTo(1);
        }
    }

    @Test
    void applications_keep_their_sessions_apart() {
        try (ApplicationSessions one = open(MEMORY, "shop##1");
                ApplicationSessions two = open(MEMORY, "shop##2")) {
            Session session = one.engine().create();

            assertThat(two.engine().retrieve(session.id())).isEmpty();
            assertThat(two.engine().sessions().count(SessionQuery.ALL)).isZero();
            assertThat(one.engine().retrieve(session.id())).isPresent();
        }
    }

    @Test
    void scopes_name_host_application_and_version() {
        CarnetConfig scoped = CarnetConfig.parse("test", "session: Memory\nsession_scope: eu");

        assertThat(ApplicationSessions.scope(MEMORY, null, "shop##2")).isEqualTo("shop##2");
        assertThat(ApplicationSessions.scope(scoped, "admin.example.com", "ROOT"))
                .isEqualTo("eu/admin.example.com/ROOT");
        assertThatThrownBy(() -> ApplicationSessions.scope(MEMORY, null, "x".repeat(65)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the limit is 64");
    }

    @Test
    void an_applications_timeout_counts_unless_the_configuration_names_one() {
        CarnetConfig hour = CarnetConfig.parse("test", "session: Memory\nsession_duration: 1 hour");

        assertThat(ApplicationSessions.idleTimeout(MEMORY, Duration.ofMinutes(5)))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(ApplicationSessions.idleTimeout(MEMORY, Duration.ZERO)).isNull();
        assertThat(ApplicationSessions.idleTimeout(hour, Duration.ofMinutes(5))).isEqualTo(Duration.ofHours(1));
        assertThat(SessionOptions.DEFAULTS.maxIdle()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void a_login_and_a_saved_request_are_plain_values_without_credentials() {
        try (ApplicationSessions shop = open(MEMORY, null)) {
            Session session = shop.engine().newSession();
            new ContainerLogin("ada", List.of("admin", "user"), "FORM").keepIn(session);
            new SavedPage(
                            Map.of("method", "POST", "uri", "/pay"),
                            Map.of("Cookie", List.of("JSESSIONID=x"), "Accept", List.of("a", "b")),
                            ByteBuffer.wrap("amount=1".getBytes(StandardCharsets.UTF_8)))
                    .keepIn(session);
            shop.engine().flush(session);

            Session again = shop.engine().retrieve(session.id()).orElseThrow();
            SavedPage page = SavedPage.in(again).orElseThrow();
            assertThat(ContainerLogin.in(again)).contains(new ContainerLogin("ada", List.of("admin", "user"), "FORM"));
            assertThat(again.principal()).isEqualTo("ada");
            assertThat(page.value("method")).isEqualTo("POST");
            assertThat(page.headers()).containsOnly(Map.entry("Accept", List.of("a", "b")));
            assertThat(StandardCharsets.UTF_8.decode(page.body().duplicate()).toString())
                    .isEqualTo("amount=1");
            assertThat(again.names()).isEmpty();

            ContainerLogin.removeFrom(again);
            SavedPage.removeFrom(again);
            shop.engine().flush(again);
            Session out = shop.engine().retrieve(session.id()).orElseThrow();
            assertThat(ContainerLogin.in(out)).isEmpty();
            assertThat(out.principal()).isNull();
        }
    }
}

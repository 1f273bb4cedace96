package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spring.SessionEngineCustomizer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.events.AbstractSessionEvent;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Code that is written against Spring Session: its events, its finder, its way of carrying ids. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot4",
        disabledReason = "it is in the full matrix, -Pfull")
class SpringSessionInterfaceTest {
    private final HttpClient client = HttpClient.newHttpClient();

    /** Keeps what is told. */
    static class Told {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @EventListener
        public void told(AbstractSessionEvent event) {
            String principal =
                    event.getSession().getAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME);
            events.add(event.getClass().getSimpleName() + " " + principal);
        }
    }

    /** The engine's clock, which the test sets. */
    static class SetClock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

        @Bean
        SessionEngineCustomizer setClock() {
            InstantSource clock = now::get;
            return engine -> engine.clock(clock);
        }
    }

    @EnableSpringHttpSession
    static class IdsInHeaders {
        @Bean
        HttpSessionIdResolver ids() {
            return HeaderHttpSessionIdResolver.xAuthToken();
        }
    }

    @Test
    void whatHappensToSessionsIsToldAsSpringSessionsEvents() {
        Place place = Place.memory().with(OverSpringSession.class, Told.class, SetClock.class);
        try (Node node = Node.start(Container.TOMCAT, place)) {
            List<String> events = node.bean(Told.class).events;
            Browser browser = new Browser(node);
            browser.login("ada", "secret");
            assertThat(events).containsExactly("SessionCreatedEvent null");
            events.clear();

            browser.post("/logout", Map.of());
            assertThat(events).containsExactly("SessionDeletedEvent ada");

            browser.login("bob", "secret");
            events.clear();
            node.bean(SetClock.class).now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
            assertThat(events).contains("SessionExpiredEvent bob");
        }
    }

    @Test
    void sessionsAreFoundByUserAndEndedByWhatTheRepositoryCallsTheirId() {
        try (Node node = Node.start(Container.TOMCAT, Place.memory().with(OverSpringSession.class))) {
            Browser browser = new Browser(node);
            browser.login("bob", "secret");
            browser.post("/customer", Map.of("name", "Bob"));
            FindByIndexNameSessionRepository<?> sessions = node.bean(FindByIndexNameSessionRepository.class);

            Map<String, ? extends Session> found = sessions.findByPrincipalName("bob");

            assertThat(found).hasSize(1);
            String id = found.keySet().iterator().next();
            assertThat(found.get(id).getId()).isEqualTo(id);
            assertThat(found.get(id).<Object>getAttribute("customer")).hasToString("Bob since 2024-02-29 with 10.50");
            assertThat(sessions.findById(id).getAttributeNames()).contains("customer", "SPRING_SECURITY_CONTEXT");
            assertThat(sessions.findByPrincipalName("ada")).isEmpty();
            sessions.deleteById(id);
            assertThat(sessions.findById(id)).isNull();
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void idsTravelAsItsResolverSays() throws Exception {
        try (Node node = Node.start(Container.TOMCAT, Place.memory().with(IdsInHeaders.class))) {
            HttpRequest.Builder csrf = HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + "/csrf"));
            HttpResponse<String> first = client.send(csrf.build(), HttpResponse.BodyHandlers.ofString());
            String id = first.headers().firstValue("X-Auth-Token").orElseThrow();

            assertThat(first.headers().allValues("Set-Cookie")).isEmpty();
            assertThat(node.bean(FindByIndexNameSessionRepository.class).findById(id))
                    .isNotNull();
        }
    }
}

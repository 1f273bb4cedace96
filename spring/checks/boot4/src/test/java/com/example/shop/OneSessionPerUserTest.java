package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;

/** Concurrent-session control by Spring Session's registry: a login ends the user's older one, wherever that is served. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot4",
        disabledReason = "it is in the full matrix, -Pfull")
class OneSessionPerUserTest {
    static class Registered {
        @Bean
        <S extends Session> SessionRegistry sessionRegistry(FindByIndexNameSessionRepository<S> sessions) {
            return new SpringSessionBackedSessionRegistry<>(sessions);
        }
    }

    @Test
    void aLoginEndsTheUsersOlderOneOnAnotherNode() {
        aLoginEndsTheUsersOlderOne(Place.h2().with(Registered.class));
    }

    @Test
    void soItDoesWithSpringSessionsFilter() {
        aLoginEndsTheUsersOlderOne(Place.h2().with(Registered.class, OverSpringSession.class));
    }

    private static void aLoginEndsTheUsersOlderOne(Place place) {
        try (Node here = Node.start(Container.TOMCAT, place);
                Node there = Node.start(Container.TOMCAT, place)) {
            Browser older = new Browser(here);
            older.login("ada", "secret");
            older.post("/cart", Map.of("item", "tea"));
            Browser other = new Browser(here);
            other.login("bob", "secret");

            Browser younger = new Browser(there);
            younger.login("ada", "secret");

            assertThat(older.get("/me").body()).contains("This session has been expired");
            assertThat(older.get("/me").statusCode()).isEqualTo(302);
            assertThat(younger.get("/me").body()).isEqualTo("ada");
            assertThat(other.get("/me").body()).isEqualTo("bob");
            younger.login("ada", "secret");
            assertThat(younger.get("/me").body()).isEqualTo("ada");
            assertThat(there.bean(SessionEngine.class).sessions().ofPrincipal("ada"))
                    .hasSize(1);
        }
    }

    @Test
    void aLimitOfCarnetsOwnNeedsNoRegistry() {
        Place place = Place.h2().with("carnet.session-limit", "1");
        try (Node here = Node.start(Container.TOMCAT, place)) {
            Browser older = new Browser(here);
            older.login("ada", "secret");
            Browser younger = new Browser(here);
            younger.login("ada", "secret");

            assertThat(older.get("/me").statusCode()).isEqualTo(302);
            assertThat(younger.get("/me").body()).isEqualTo("ada");
        }
    }
}

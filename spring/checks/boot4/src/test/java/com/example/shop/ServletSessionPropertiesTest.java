package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionId;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code server.servlet.session.*}, as it stands in an application that has it already. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot4",
        disabledReason = "it is in the full matrix, -Pfull")
class ServletSessionPropertiesTest {
    private static String cookie(Node node) {
        List<String> cookies = new Browser(node).get("/login").headers().allValues("Set-Cookie");
        assertThat(cookies).hasSize(1);
        return cookies.get(0);
    }

    @Test
    void theCookieAndTheTimeoutAreAsConfigured() {
        Place place = Place.memory()
                .with("server.servlet.session.timeout", "2m")
                .with("server.servlet.session.cookie.name", "SHOP")
                .with("server.servlet.session.cookie.path", "/shop")
                .with("server.servlet.session.cookie.domain", "shop.example.com")
                .with("server.servlet.session.cookie.max-age", "1h")
                .with("server.servlet.session.cookie.same-site", "strict")
                .with("server.servlet.session.cookie.secure", "true")
                .with("server.servlet.session.cookie.partitioned", "true")
                .with("server.servlet.session.cookie.http-only", "true");
        try (Node node = Node.start(Container.TOMCAT, place)) {
            List<String> parts = Arrays.asList(cookie(node).split("; *"));

            assertThat(parts)
                    .contains(
                            "Path=/shop",
                            "Domain=shop.example.com",
                            "Max-Age=3600",
                            "SameSite=Strict",
                            "Secure",
                            "Partitioned",
                            "HttpOnly");
            assertThat(parts.get(0)).startsWith("SHOP=");
            Session session = node.bean(SessionEngine.class)
                    .retrieve(SessionId.of(parts.get(0).substring("SHOP=".length())))
                    .orElseThrow();
            assertThat(session.maxIdle()).isEqualTo(Duration.ofMinutes(2));
        }
    }

    @Test
    void aCookieThatScriptsMayReadIsOneOnlyIfThatIsAsked() {
        try (Node node = Node.start(Container.TOMCAT, Place.memory())) {
            assertThat(cookie(node)).contains("HttpOnly");
        }
        Place place = Place.memory().with("server.servlet.session.cookie.http-only", "false");
        try (Node node = Node.start(Container.TOMCAT, place)) {
            assertThat(cookie(node)).doesNotContain("HttpOnly");
        }
    }
}

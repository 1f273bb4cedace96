package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.login.LoginServer;
import com.jayway.jsonpath.JsonPath;
import dev.carnet.SessionEngine;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A login by OpenID Connect, all of which is kept in the session: what was asked for, who came back, and his tokens. */
@EnabledIfSystemProperty(
        named = "checks.run",
        matches = "all|boot4",
        disabledReason = "it is in the full matrix, -Pfull")
class LoginElsewhereTest {
    @RestController
    static class Elsewhere {
        @Bean
        @Order(0)
        SecurityFilterChain elsewhere(HttpSecurity http) throws Exception {
            return http.securityMatcher("/elsewhere/**", "/oauth2/**", "/login/oauth2/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2Login(Customizer.withDefaults())
                    .build();
        }

        @Bean
        OAuth2AuthorizedClientRepository authorizedClients() {
            return new HttpSessionOAuth2AuthorizedClientRepository();
        }

        @GetMapping("/elsewhere/me")
        Map<String, Object> me(
                @AuthenticationPrincipal OidcUser user,
                @RegisteredOAuth2AuthorizedClient("elsewhere") OAuth2AuthorizedClient client) {
            return Map.of(
                    "subject", user.getSubject(),
                    "issuer", user.getIssuer(),
                    "expires", user.getExpiresAt().toString(),
                    "token", client.getAccessToken().getTokenValue(),
                    "refresh", client.getRefreshToken().getTokenValue());
        }
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return response.uri()
                .resolve(response.headers().firstValue("Location").orElseThrow())
                .toString();
    }

    @Test
    void aLoginByOpenIdConnectGoesOverTwoNodes() {
        try (LoginServer login = LoginServer.start()) {
            String client = "spring.security.oauth2.client.registration.elsewhere.";
            Place place = Place.h2()
                    .with(Elsewhere.class)
                    .with(client + "client-id", "shop")
                    .with(client + "client-secret", "of the shop")
                    .with(client + "scope", "openid,profile")
                    .with("spring.security.oauth2.client.provider.elsewhere.issuer-uri", login.url());
            try (Node here = Node.start(Container.TOMCAT, place);
                    Node there = Node.start(Container.TOMCAT, place)) {
                login.register("http://localhost:" + here.port() + "/login/oauth2/code/elsewhere");
                Browser browser = new Browser(here);

                String authorization = location(browser.get(location(browser.get("/elsewhere/me"))));
                assertThat(authorization).startsWith(login.url());
                String loginPage = location(browser.get(authorization));
                String confirmed = location(browser.loginAt(loginPage, "ada", "secret"));
                String back = location(browser.get(confirmed));
                String wanted = location(browser.get(back.replace(":" + here.port(), ":" + there.port())));

                assertThat(wanted).contains("/elsewhere/me");
                String me = browser.at(here).get("/elsewhere/me").body();
                assertThat(JsonPath.<String>read(me, "$.subject")).isEqualTo("ada");
                assertThat(JsonPath.<String>read(me, "$.issuer")).isEqualTo(login.url());
                assertThat(browser.at(there).get("/elsewhere/me").body()).isEqualTo(me);
                assertThat(here.bean(SessionEngine.class).sessions().ofPrincipal("ada"))
                        .hasSize(1);
            }
        }
    }
}

package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.SessionId;
import dev.carnet.SessionEngine;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an application with a login expects of its sessions, on two nodes that share a store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShopChecks {
    private Place place;
    private Node here;
    private Node there;

    abstract Container container();

    abstract Place place();

    Node here() {
        return here;
    }

    /** The test's own, unless the full matrix says another. */
    private Container chosen() {
        String name = System.getProperty("checks.container");
        return name == null ? container() : Container.valueOf(name);
    }

    @BeforeAll
    void start() {
        assumeTrue(chosen().isThere(), () -> "this generation of Spring Boot has no " + chosen());
        place = place();
        here = Node.start(chosen(), place);
        there = Node.start(chosen(), place);
    }

    @AfterAll
    void stop() {
        if (here != null) {
            here.close();
        }
        if (there != null) {
            there.close();
        }
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private Browser loggedIn(String name) {
        Browser browser = new Browser(here);
        HttpResponse<String> response = browser.login(name, "secret");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(location(response)).doesNotContain("error");
        return browser;
    }

    @Test
    void aLoginLogsIn() {
        assertThat(loggedIn("ada").get("/me").body()).isEqualTo("ada");
    }

    @Test
    void aWrongPasswordIsTold() {
        Browser browser = new Browser(here);
        HttpResponse<String> response = browser.login("ada", "wrong");
        assertThat(location(response)).contains("/login?error");
        assertThat(browser.at(there).get("/why").body()).endsWith("BadCredentialsException: Bad credentials");
        assertThat(browser.get("/me").statusCode()).isEqualTo(302);
    }

    @Test
    void aPostWithoutItsTokenIsRefused() {
        Browser browser = loggedIn("ada");
        assertThat(browser.postAs("/cart", Map.of("item", "tea"), "wrong").statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/cart").body()).isEmpty();
        assertThat(browser.post("/cart", Map.of("item", "tea")).statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasAskedForComesAfterTheLogin() {
        Browser browser = new Browser(here);
        assertThat(location(browser.get("/customer?from=link"))).contains("/login");
        HttpResponse<String> response = browser.login("ada", "secret");
        assertThat(location(response)).contains("/customer?from=link");
        assertThat(browser.get(location(response)).statusCode()).isEqualTo(200);
    }

    @Test
    void aFlashAttributeIsShownOnce() {
        Browser browser = loggedIn("ada");
        HttpResponse<String> response = browser.post("/order", Map.of());
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(browser.at(there).get("/orders").body()).isEqualTo("notice: ordered");
        assertThat(browser.get("/orders").body()).isEqualTo("no notice");
    }

    @Test
    void sessionAttributesLastUntilTheyAreDone() {
        Browser browser = loggedIn("ada");
        browser.post("/draft", Map.of("title", "Tea"));
        browser.at(there).post("/draft", Map.of("text", "green"));
        assertThat(browser.at(here).get("/draft").body()).isEqualTo("Tea: green");
        browser.post("/draft/done", Map.of());
        assertThat(browser.get("/draft").body()).isEqualTo(": ");
    }

    @Test
    void aBeanOfTheSessionsScopeKeepsItsState() {
        Browser browser = loggedIn("ada");
        browser.post("/cart", Map.of("item", "tea"));
        browser.at(there).post("/cart", Map.of("item", "milk"));
        assertThat(browser.at(here).get("/cart").body()).isEqualTo("tea,milk");
    }

    @Test
    void aClassOfTheApplicationsComesBackAsItWas() {
        Browser browser = loggedIn("ada");
        browser.post("/customer", Map.of("name", "Ada"));
        assertThat(browser.at(there).get("/customer").body()).isEqualTo("Ada since 2024-02-29 with 10.50");
    }

    @Test
    void aLogoutEndsTheSessionEverywhere() {
        Browser browser = loggedIn("ada");
        String id = browser.sessionId().orElseThrow();
        assertThat(location(browser.post("/logout", Map.of()))).contains("/login?logout");
        assertThat(browser.at(there).get("/me").statusCode()).isEqualTo(302);
        assertThat(there.bean(SessionEngine.class).retrieve(SessionId.of(id))).isEmpty();
    }

    @Test
    void aSecondLoginElsewhereIsASessionOfItsOwn() {
        Browser first = loggedIn("ada");
        Browser second = new Browser(there);
        second.login("ada", "secret");
        first.post("/cart", Map.of("item", "tea"));
        assertThat(second.get("/cart").body()).isEmpty();
        assertThat(first.get("/me").body()).isEqualTo("ada");
    }

    @Test
    void aRestartLogsNobodyOut() {
        Browser browser = loggedIn("ada");
        browser.post("/cart", Map.of("item", "tea"));
        here.close();
        here = Node.start(chosen(), place);
        assertThat(browser.at(here).get("/me").body()).isEqualTo("ada");
        assertThat(browser.get("/cart").body()).isEqualTo("tea");
    }

    @Test
    void anotherNodeGoesOnWithTheSession() {
        Browser browser = loggedIn("ada");
        assertThat(browser.at(there).get("/me").body()).isEqualTo("ada");
    }

    @Test
    void aUsersSessionsAreListed() {
        Browser browser = loggedIn("bob");
        SessionEngine engine = there.bean(SessionEngine.class);
        String handle =
                engine.retrieve(SessionId.of(browser.sessionId().orElseThrow())).orElseThrow().handle();
        assertThat(engine.sessions().ofPrincipal("bob"))
                .anyMatch(each -> each.handle().equals(handle));
        browser.post("/logout", Map.of());
        assertThat(engine.sessions().ofPrincipal("bob"))
                .noneMatch(each -> each.handle().equals(handle));
    }

    @Test
    void aLoginChangesTheId() {
        Browser browser = new Browser(here);
        browser.get("/login");
        String before = browser.sessionId().orElseThrow();
        browser.login("ada", "secret");
        assertThat(browser.sessionId().orElseThrow()).isNotEqualTo(before);
        assertThat(there.bean(SessionEngine.class).retrieve(SessionId.of(before))).isEmpty();
    }
}

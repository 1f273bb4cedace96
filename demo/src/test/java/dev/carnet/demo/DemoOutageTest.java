package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionQuery;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoOutageTest {
    private WatchedStore store;
    private DemoServer server;
    private DemoBrowser ada;

    @BeforeEach
    void start() {
        store = new WatchedStore(new MemorySessionStore());
        server = DemoServer.start(HandedInStoreProvider.config(store.store()), 0);
        ada = new DemoBrowser(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void while_the_store_answers_the_server_is_healthy() throws Exception {
        HttpResponse<String> health = ada.get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(health.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void when_the_store_does_not_answer_the_server_says_so() throws Exception {
        store.cutOff();

        HttpResponse<String> health = ada.get("/health", "Accept", "text/html");

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).as("nothing of the store's own words").isEqualTo("{\"status\":\"DOWN\"}");
    }

    @Test
    void however_many_ask_for_health_the_store_is_asked_once_a_second_and_keeps_nothing_of_it() throws Exception {
        Instant before = Instant.now();
        for (int i = 0; i < 100; i++) {
            assertThat(ada.get("/health").statusCode()).isEqualTo(200);
        }
        long seconds = Duration.between(before, Instant.now()).toSeconds();

        assertThat(store.creations()).isBetween(1, (int) seconds + 2);
        assertThat(store.store().scan(SessionQuery.ALL, null, 10).sessions()).isEmpty();
    }

    @Test
    void an_outage_is_no_logout() throws Exception {
        ada.post("/login", "user", "Ada");
        store.cutOff();

        HttpResponse<String> page = ada.get("/", "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("The store does not answer", "Nobody was logged out");
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void an_outage_can_be_shown_and_ends() throws Exception {
        ada.post("/login", "user", "Ada");

        assertThat(ada.post("/outage", "seconds", "60").statusCode()).isEqualTo(303);

        HttpResponse<String> page = ada.get("/", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("Nobody was logged out");
        assertThat(ada.get("/health").statusCode()).isEqualTo(503);

        ada.post("/outage", "seconds", "0");
        Instant patience = Instant.now().plusSeconds(30);
        HttpResponse<String> again = ada.get("/session");
        while (again.statusCode() == 503 && Instant.now().isBefore(patience)) {
            Thread.onSpinWait();
            again = ada.get("/session");
        }
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(DemoBrowser.json(again).get("user").asString()).isEqualTo("Ada");
    }

    @Test
    void two_browsers_that_change_one_session_at_once_lose_neither_change() throws Exception {
        ada.post("/login", "user", "Ada");
        for (int round = 0; round < 20; round++) {
            assertThat(ada.post("/at-once", "value", "round " + round).statusCode())
                    .isEqualTo(303);
            for (String browser : AtOnce.BROWSERS) {
                assertThat(ada.session().get("attributes").get(browser).asString())
                        .isEqualTo("round " + round);
            }
        }
        assertThat(ada.session().get("user").asString()).isEqualTo("Ada");
    }

    @Test
    void without_a_session_they_begin_one() throws Exception {
        assertThat(ada.post("/at-once", "value", "hello").statusCode()).isEqualTo(303);

        assertThat(ada.session().get("attributes").size()).isEqualTo(2);
    }

    @Test
    void a_change_that_could_not_be_stored_is_an_error() throws Exception {
        store.cutOff();

        HttpResponse<String> answer = ada.post("/count");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(DemoBrowser.json(answer).get("status").asInt()).isEqualTo(503);
    }

    @Test
    void a_fault_of_the_server_shows_nothing_of_its_cause() throws Exception {
        ada.post("/login", "user", "Ada");
        store.fail(new IllegalStateException("a detail of the inside"));

        HttpResponse<String> page = ada.get("/", "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("Something went wrong").doesNotContain("inside", "Exception", "Tomcat");
    }
}

package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionAsJsonTest {
    private DemoServer server;
    private DemoBrowser ada;

    @BeforeEach
    void start() {
        server = DemoServer.start(CarnetConfig.parse("test", "session: Memory"), 0);
        ada = new DemoBrowser(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void it_tells_what_the_session_holds() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        ada.post("/login", "user", "Ada");
        ada.post("/count");
        ada.post("/count");
        ada.post("/cart", "item", "Waltz");
        ada.post("/cart", "item", "Polka");
        ada.post("/attribute", "name", "colour", "value", "burgundy");
        ada.post("/slow", "ms", "0", "name", "late", "value", "");

        JsonNode session = ada.session();

        assertThat(session.propertyNames())
                .containsExactlyInAnyOrder(
                        "user", "count", "cart", "attributes", "store", "createdAt", "lastAccessedAt");
        assertThat(session.get("user").asString()).isEqualTo("Ada");
        assertThat(session.get("count").asInt()).isEqualTo(2);
        assertThat(session.get("cart")).hasToString("[\"Waltz\",\"Polka\"]");
        assertThat(session.get("attributes")).hasToString("{\"colour\":\"burgundy\",\"late\":\"\"}");
        assertThat(session.get("store").asString()).isEqualTo("Memory");
        assertThat(Instant.parse(session.get("createdAt").asString())).isBetween(before, Instant.now());
        assertThat(Instant.parse(session.get("lastAccessedAt").asString())).isBetween(before, Instant.now());
    }

    @Test
    void what_was_never_set_is_empty() throws Exception {
        ada.post("/attribute", "name", "colour", "value", "burgundy");

        JsonNode session = ada.session();

        assertThat(session.get("user").isNull()).isTrue();
        assertThat(session.get("count").asInt()).isZero();
        assertThat(session.get("cart").isEmpty()).isTrue();
    }

    @Test
    void without_a_session_it_is_not_found_and_sets_no_cookie() throws Exception {
        HttpResponse<String> answer = ada.get("/session", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(DemoBrowser.json(answer).get("error").asString()).isEqualTo("You have no session.");
    }

    @Test
    void an_unknown_cookie_is_no_session() throws Exception {
        HttpResponse<String> answer = ada.get("/session", "Cookie", "session=" + "x".repeat(40));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
}

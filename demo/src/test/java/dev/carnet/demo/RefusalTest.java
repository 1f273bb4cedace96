package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/login,     ,                          'user' is missing",
                "/login,     user=%20,                  'user' is empty",
                "/login,     user=a%0Ab,                'user' must be one line",
                "/login,     user=%zz,                  cannot be read",
                "/cart,      ,                          'item' is missing",
                "/cart,      item=,                     'item' is empty",
                "/attribute, value=1,                   'name' is missing",
                "/attribute, name=n,                    'value' is missing",
                "/attribute, name=user&value=eve,       'user' is used",
                "/attribute, name=%20count&value=9,     'count' is used",
                "/attribute, name=cart&value=9,         'cart' is used",
                "/slow,      name=n&value=1,            'ms' is missing",
                "/slow,      ms=-1&name=n&value=1,      'ms' must be a whole number from 0 to 60000",
                "/slow,      ms=60001&name=n&value=1,   'ms' must be a whole number from 0 to 60000",
                "/slow,      ms=soon&name=n&value=1,    'ms' must be a whole number from 0 to 60000",
            })
    void a_form_that_does_not_fit_is_refused_with_a_reason(String path, String form, String reason) throws Exception {
        HttpResponse<String> answer =
                ada.send("POST", path, form == null ? "" : form, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(DemoBrowser.json(answer).get("error").asString()).contains(reason);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void what_is_too_long_is_refused() throws Exception {
        assertThat(ada.post("/login", "user", "a".repeat(101)).statusCode()).isEqualTo(400);
        assertThat(ada.post("/cart", "item", "a".repeat(101)).statusCode()).isEqualTo(400);
        assertThat(ada.post("/attribute", "name", "a".repeat(101), "value", "1").statusCode())
                .isEqualTo(400);
        assertThat(ada.post("/attribute", "name", "a", "value", "1".repeat(2001))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ada.post("/attribute", "name", "a", "value", "1".repeat(100_000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ada.get("/session").statusCode()).isEqualTo(404);
    }

    @Test
    void what_just_fits_is_taken() throws Exception {
        ada.post("/login", "user", " " + "ä".repeat(100) + " ");
        ada.post("/attribute", "name", "n".repeat(100), "value", "ü".repeat(2000));

        assertThat(ada.session().get("user").asString()).isEqualTo("ä".repeat(100));
        assertThat(ada.session().get("attributes").get("n".repeat(100)).asString())
                .isEqualTo("ü".repeat(2000));
    }

    @Test
    void a_full_cart_takes_nothing_more() throws Exception {
        for (int i = 0; i < 100; i++) {
            ada.post("/cart", "item", "thing " + i);
        }

        assertThat(ada.post("/cart", "item", "one more").statusCode()).isEqualTo(400);
        assertThat(ada.session().get("cart").size()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/login/", "/error", "/favicon.ico", "/%3Cscript%3E"})
    void an_unknown_address_is_not_found(String path) throws Exception {
        HttpResponse<String> answer = ada.get(path, "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(answer.body()).contains("No such page", "href=\"/\"").doesNotContain("<script>");
    }

    @ParameterizedTest
    @CsvSource({"GET, /login, POST", "GET, /count, POST", "DELETE, /session, 'GET, HEAD'", "POST, /, 'GET, HEAD'"})
    void a_wrong_method_is_told_the_right_ones(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = ada.send(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
    }
}

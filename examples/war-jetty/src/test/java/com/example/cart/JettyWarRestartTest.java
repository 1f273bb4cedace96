package com.example.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class JettyWarRestartTest {
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private String get(URI page) throws Exception {
        return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
    }

    private void submit(URI page, String value) throws Exception {
        HttpResponse<String> response = browser.send(
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("value=" + value))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(302, response.statusCode(), response.body());
    }

    @Test
    void a_customer_and_the_cart_outlive_the_server() throws Exception {
        JettyProcess.addModules();
        try (JettyProcess jetty = JettyProcess.start()) {
            submit(jetty.page("login"), "Ada");
            submit(jetty.page("add"), "tea");
        }
        try (JettyProcess jetty = JettyProcess.start()) {
            submit(jetty.page("add"), "jam");
            assertTrue(get(jetty.page("")).contains("Ada has [tea, jam]"), get(jetty.page("")));
        }
    }
}

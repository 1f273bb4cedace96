package com.example.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carnet.config.CarnetConfig;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class GuestbookTest {
    @Test
    void each_visitor_has_a_session() throws Exception {
        CarnetConfig memory = CarnetConfig.builder().session("Memory").build();
        try (Guestbook guestbook = new Guestbook(memory, 0)) {
            HttpClient ada = browser();
            assertEquals("visits: 1\n", visit(ada, guestbook));
            assertEquals("visits: 2\n", visit(ada, guestbook));
            assertEquals("visits: 1\n", visit(browser(), guestbook));
        }
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private static String visit(HttpClient browser, Guestbook guestbook) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + guestbook.port() + "/");
        return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
    }
}

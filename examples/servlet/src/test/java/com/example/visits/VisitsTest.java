package com.example.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private String visit(Server server) throws Exception {
        URI page = URI.create("http://localhost:" + server.port() + "/");
        HttpResponse<String> response =
                browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body().strip();
    }

    @Test
    void a_session_outlives_the_server() throws Exception {
        Files.deleteIfExists(Path.of("carnet.db"));
        try (Server server = new Server(0)) {
            assertEquals("visits: 1", visit(server));
            assertEquals("visits: 2", visit(server));
        }
        assertTrue(Files.exists(Path.of("carnet.db")), "the table is in a new file");
        try (Server server = new Server(0)) {
            assertEquals("visits: 3", visit(server));
        }
    }
}

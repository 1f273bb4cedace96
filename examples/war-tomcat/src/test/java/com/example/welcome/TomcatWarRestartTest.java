package com.example.welcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomcatWarRestartTest {
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private String get(URI page) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(page));
    }

    private String logIn(URI page, String name, String password) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("j_username=" + name + "&j_password=" + password)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString()).body().strip();
    }

    @Test
    void a_user_stays_logged_in_when_tomcat_is_killed_and_started_again(@TempDir Path one, @TempDir Path two)
            throws Exception {
        try (TomcatProcess tomcat = TomcatProcess.start(one)) {
            assertTrue(get(tomcat.page("")).contains("<title>Log in</title>"));
            assertEquals("Hello ada, visit 1", logIn(tomcat.page("j_security_check"), "ada", "tea"));
            assertEquals("Hello ada, visit 2", get(tomcat.page("")));
        }
        try (TomcatProcess tomcat = TomcatProcess.start(two)) {
            assertEquals("Hello ada, visit 3", get(tomcat.page("")));
        }
    }
}

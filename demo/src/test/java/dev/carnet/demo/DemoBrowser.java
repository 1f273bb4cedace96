package dev.carnet.demo;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a browser: keeps cookies, and does not follow redirects, so that a test sees each answer. */
final class DemoBrowser {
    private final URI home;
    private final CookieManager cookies;
    private final HttpClient client;

    DemoBrowser(DemoServer server) {
        this(server, new CookieManager());
    }

    private DemoBrowser(DemoServer server, CookieManager cookies) {
        this.home = server.uri();
        this.cookies = cookies;
        this.client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    /** The same browser at another server: to a browser every port of a host is one place. */
    DemoBrowser at(DemoServer other) {
        return new DemoBrowser(other, cookies);
    }

    /** Somebody with a copy of the cookies this one has now. */
    DemoBrowser copy(DemoServer server) {
        DemoBrowser copy = new DemoBrowser(server);
        cookies.getCookieStore()
                .getCookies()
                .forEach(each -> copy.cookies.getCookieStore().add(copy.home, each));
        return copy;
    }

    Optional<String> cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getValue)
                .findFirst();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, String... fields) throws Exception {
        return client.send(form(path, fields), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String... fields) {
        return client.sendAsync(form(path, fields), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(home.resolve(path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** {@code GET /session}, read. */
    JsonNode session() throws Exception {
        return json(get("/session"));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpRequest form(String path, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return HttpRequest.newBuilder(home.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", pairs)))
                .build();
    }
}

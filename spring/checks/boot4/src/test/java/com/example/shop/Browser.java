package com.example.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody's browser: keeps cookies, follows no redirect by itself. Cookies know no port, so all nodes are one site to it. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String contextPath;
    private Node node;

    Browser(Node node) {
        this(node, "");
    }

    /** @param contextPath before each path that it is given */
    Browser(Node node, String contextPath) {
        this.node = node;
        this.contextPath = contextPath;
    }

    /** From now on another node answers. */
    Browser at(Node other) {
        node = other;
        return this;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Accept", "text/html, */*;q=0.8")
                .build());
    }

    /** Posts a form, with a token as the page before it would hold. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        return postAs(path, fields, get("/csrf").body());
    }

    HttpResponse<String> postAs(String path, Map<String, String> fields, String token) {
        String body = fields.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))
                + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html, */*;q=0.8")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Deletes, with a token in a header, as a script in a page would. */
    HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("X-CSRF-TOKEN", get("/csrf").body())
                .DELETE()
                .build());
    }

    /** Fills in the login page's form. */
    HttpResponse<String> login(String name, String password) {
        return loginAt("/login", name, password);
    }

    /** The same at another page, perhaps somebody else's. */
    HttpResponse<String> loginAt(String page, String name, String password) {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new AssertionError("the login page has no token");
        }
        return postAs(page, Map.of("username", name, "password", password), token.group(1));
    }

    Optional<String> sessionId() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(each -> each.getName().toLowerCase().contains("session"))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private URI uri(String path) {
        return path.startsWith("http")
                ? URI.create(path)
                : URI.create("http://localhost:" + node.port() + contextPath + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

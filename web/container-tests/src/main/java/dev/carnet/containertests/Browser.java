package dev.carnet.containertests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Keeps cookies by name whatever the port, as one behind a load balancer sees a cluster. Not thread-safe. */
public final class Browser {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Map<String, String> cookies;

    private Browser(int port, Map<String, String> cookies) {
        this.port = port;
        this.cookies = cookies;
    }

    /** @param port the node's, on this machine */
    public Browser(int port) {
        this(port, new TreeMap<>());
    }

    public int port() {
        return port;
    }

    /** What came back. */
    public record Reply(int status, String body, Map<String, List<String>> headers) {
        public List<String> setCookies() {
            return headers.getOrDefault("set-cookie", List.of());
        }

        /** The only Set-Cookie header. */
        public String setCookie() {
            if (setCookies().size() != 1) {
                throw new AssertionError("not one Set-Cookie but " + setCookies());
            }
            return setCookies().get(0);
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }

        public boolean hasHeader(String name) {
            return headers.containsKey(name);
        }
    }

    /** A copy at another node: with the same cookies, and its own from then on. */
    public Browser at(int otherPort) {
        return new Browser(otherPort, new TreeMap<>(cookies));
    }

    /** The same visitor, whom the load balancer sends to another node. */
    public Browser toward(int otherPort) {
        return new Browser(otherPort, cookies);
    }

    /** The value of the session's cookie, whatever its name; null without one. */
    public String sessionId() {
        return cookies.entrySet().stream()
                .filter(each -> each.getKey().equals("JSESSIONID"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    public Browser with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    public Reply get(String path, String... headers) {
        return request("GET", path, headers);
    }

    public Reply request(String method, String path, String... headers) {
        try {
            return kept(HTTP.send(prepared(method, path, headers), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("no answer from " + path, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public Reply post(String path, String form) {
        try {
            return kept(HTTP.send(
                    prepared(
                            "POST",
                            BodyPublishers.ofString(form),
                            path,
                            "Content-Type",
                            "application/x-www-form-urlencoded"),
                    BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("no answer from " + path, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public CompletableFuture<Reply> getLater(String path) {
        return HTTP.sendAsync(prepared("GET", path), BodyHandlers.ofString()).thenApply(this::kept);
    }

    private HttpRequest prepared(String method, String path, String... headers) {
        return prepared(method, BodyPublishers.noBody(), path, headers);
    }

    private HttpRequest prepared(String method, BodyPublisher body, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
    }

    private Reply kept(HttpResponse<String> response) {
        Reply reply = new Reply(
                response.statusCode(), response.body(), response.headers().map());
        reply.setCookies().forEach(this::keep);
        return reply;
    }

    private void keep(String setCookie) {
        String[] parts = setCookie.split("; ?", -1);
        int equals = parts[0].indexOf('=');
        String name = parts[0].substring(0, equals);
        if (Arrays.asList(parts).contains("Expires=Thu, 01 Jan 1970 00:00:00 GMT")
                || Arrays.asList(parts).contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, parts[0].substring(equals + 1));
        }
    }
}

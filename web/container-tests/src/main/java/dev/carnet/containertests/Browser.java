package dev.carnet.containertests;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Keeps cookies by name whatever the port, as one behind a load balancer sees a cluster. Not thread-safe. */
public final class Browser {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String host;
    private final int port;
    private final Map<String, String> cookies;

    private Browser(String host, int port, Map<String, String> cookies) {
        this.host = host;
        this.port = port;
        this.cookies = cookies;
    }

    /** @param port the node's, on this machine */
    public Browser(int port) {
        this("127.0.0.1", port, new TreeMap<>());
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

    /** Another one with the same cookies. */
    public Browser copy() {
        return at(port);
    }

    /** A copy at another node: with the same cookies, and its own from then on. */
    public Browser at(int otherPort) {
        return new Browser(host, otherPort, new TreeMap<>(cookies));
    }

    /** The same visitor, whom the load balancer sends to another node. */
    public Browser toward(int otherPort) {
        return new Browser(host, otherPort, cookies);
    }

    /** The same visitor, who calls this machine by another name. */
    public Browser calling(String name) {
        return new Browser(name, port, cookies);
    }

    /** The value of the session's cookie, whatever its name; null without one. */
    public String sessionId() {
        return cookies.entrySet().stream()
                .filter(each ->
                        each.getKey().endsWith("session") || each.getKey().equals("JSESSIONID"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The value of a cookie; null without it. */
    public String cookie(String name) {
        return cookies.get(name);
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

    /** The reply once its headers are there; the body is read as it comes. */
    public HttpResponse<InputStream> open(String path) throws Exception {
        return HTTP.send(prepared("GET", path), BodyHandlers.ofInputStream());
    }

    /**
     * The first message of a WebSocket after a text was sent to it.
     *
     * @param question sent when it is open
     */
    public String ask(String path, String question) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket.Builder socket = HTTP.newWebSocketBuilder();
        if (!cookies.isEmpty()) {
            socket.header("Cookie", cookieHeader());
        }
        WebSocket open = socket.buildAsync(URI.create("ws://" + host + ":" + port + path), new FirstMessage(answer))
                .get(20, TimeUnit.SECONDS);
        open.sendText(question, true).get(20, TimeUnit.SECONDS);
        String text = answer.get(20, TimeUnit.SECONDS);
        open.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
        return text;
    }

    private record FirstMessage(CompletableFuture<String> answer) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            answer.complete(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            answer.completeExceptionally(failure);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            answer.completeExceptionally(new IOException("closed: " + status + " " + reason));
            return WebSocket.Listener.super.onClose(socket, status, reason);
        }
    }

    public CompletableFuture<Reply> getLater(String path) {
        return HTTP.sendAsync(prepared("GET", path), BodyHandlers.ofString()).thenApply(this::kept);
    }

    private HttpRequest prepared(String method, String path, String... headers) {
        return prepared(method, BodyPublishers.noBody(), path, headers);
    }

    private HttpRequest prepared(String method, BodyPublisher body, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
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

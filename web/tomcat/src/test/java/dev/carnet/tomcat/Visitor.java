package dev.carnet.tomcat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser that keeps cookies by name whatever the port, as one behind a load balancer sees a cluster. */
final class Visitor {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, String> cookies = new TreeMap<>();

    record Reply(int status, String body, Map<String, List<String>> headers) {
        List<String> setCookies() {
            return headers.getOrDefault("set-cookie", List.of());
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    Visitor copy() {
        Visitor copy = new Visitor();
        copy.cookies.putAll(cookies);
        return copy;
    }

    String id() {
        return cookies.get("JSESSIONID");
    }

    Visitor with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    String get(Node node, String path) {
        return reply(node, path).body();
    }

    Reply reply(Node node, String path) {
        return send(HttpRequest.newBuilder(uri(node, path)));
    }

    Reply post(Node node, String path, String form) {
        return send(HttpRequest.newBuilder(uri(node, path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static URI uri(Node node, String path) {
        return URI.create("http://localhost:" + node.port() + (path.startsWith("/shop") ? path : "/shop" + path));
    }

    private Reply send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Reply reply = new Reply(
                    response.statusCode(), response.body(), response.headers().map());
            reply.setCookies().forEach(each -> {
                String pair = each.split(";", 2)[0];
                cookies.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            });
            return reply;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Follows a redirect. */
    Reply follow(Node node, Reply redirect) {
        return reply(node, URI.create(redirect.header("location")).getPath());
    }
}

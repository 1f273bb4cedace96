package dev.carnet.dancer;

import dev.carnet.config.CarnetConfig;
import dev.carnet.demo.DemoServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java demo beside the Dancer application, as a browser meets both: with one cookie. */
public record DemoPage(DemoServer server) implements AutoCloseable {
    private static final Pattern COOKIE = Pattern.compile("dancer\\.session=([^;]*)");

    /**
     * An answer.
     *
     * @param cookie what the session cookie is now, if it was set; empty text if it was taken back
     */
    public record Answer(int status, String body, Optional<String> cookie) {}

    public static DemoPage start(CarnetConfig config) {
        return new DemoPage(DemoServer.start(config, 0));
    }

    public Answer get(String path, String sessionId) {
        return send(path, sessionId, HttpRequest.newBuilder().GET());
    }

    public Answer post(String path, String sessionId, String form) {
        return send(
                path,
                sessionId,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private Answer send(String path, String sessionId, HttpRequest.Builder request) {
        if (!sessionId.isEmpty()) {
            request.header("Cookie", "dancer.session=" + sessionId);
        }
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(request.uri(server.uri().resolve(path)).build(), BodyHandlers.ofString());
            Matcher cookie =
                    COOKIE.matcher(response.headers().firstValue("Set-Cookie").orElse(""));
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    cookie.find() ? Optional.of(cookie.group(1)) : Optional.empty());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

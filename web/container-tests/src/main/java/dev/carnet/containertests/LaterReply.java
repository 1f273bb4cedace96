package dev.carnet.containertests;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An answer that is under way: it comes as soon as its headers do. */
public final class LaterReply {
    private static final HttpClient HTTP_2 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CompletableFuture<HttpResponse<InputStream>> headers;

    private LaterReply(CompletableFuture<HttpResponse<InputStream>> headers) {
        this.headers = headers;
    }

    /** Asks a node on this machine, by HTTP/2 without TLS. */
    public static LaterReply byHttp2(int port, String path) throws IOException, InterruptedException {
        URI node = URI.create("http://127.0.0.1:" + port);
        // The first request of a connection is one of HTTP/1.1 that asks for more.
        HttpResponse<Void> unused = HTTP_2.send(HttpRequest.newBuilder(node).build(), BodyHandlers.discarding());
        return new LaterReply(
                HTTP_2.sendAsync(HttpRequest.newBuilder(node.resolve(path)).build(), BodyHandlers.ofInputStream()));
    }

    /** Whether its headers come within that time. */
    public boolean comesWithin(Duration time) throws InterruptedException, ExecutionException {
        try {
            headers.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    public HttpResponse<InputStream> await() throws InterruptedException, ExecutionException, TimeoutException {
        return headers.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    }
}

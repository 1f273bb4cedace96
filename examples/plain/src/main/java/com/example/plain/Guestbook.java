package com.example.plain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.SessionStoreException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts a visitor's visits on the JDK's own HTTP server: Carnet without servlets. */
public final class Guestbook implements AutoCloseable {
    private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)session=([^;]+)");

    private final SessionEngine engine;
    private final HttpServer server;

    /** @param port 0 is any free one */
    public Guestbook(CarnetConfig config, int port) throws IOException {
        engine = config.open();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Session session = id(exchange).flatMap(engine::retrieve).orElseGet(engine::newSession);
            int visits = session.getOrDefault("visits", Integer.class, 0) + 1;
            session.put("visits", visits);
            engine.flush(session); // stored before the first byte of the answer leaves
            exchange.getResponseHeaders()
                    .add("Set-Cookie", "session=" + session.id().value() + "; Path=/; HttpOnly; SameSite=Lax");
            send(exchange, 200, "visits: " + visits + "\n");
        } catch (SessionStoreException e) {
            // An outage is not a logout: the cookie stays, and the browser may try again.
            exchange.getResponseHeaders().add("Retry-After", "5");
            send(exchange, 503, "Try again in a moment.\n");
        }
    }

    private static Optional<SessionId> id(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .map(COOKIE::matcher)
                .filter(Matcher::find)
                .findFirst()
                .flatMap(found -> SessionId.parse(found.group(1)));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        engine.close();
    }

    public static void main(String[] args) throws IOException {
        Guestbook guestbook = new Guestbook(CarnetConfig.load(Path.of("carnet.yml")), 8080);
        System.out.println("http://localhost:" + guestbook.port());
    }
}

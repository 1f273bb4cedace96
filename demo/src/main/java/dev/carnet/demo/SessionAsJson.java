package dev.carnet.demo;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The session for scripts: 404 if there is none. */
final class SessionAsJson implements Handler {
    private final String store;

    SessionAsJson(SessionEngine engine) {
        this.store = engine.store().traits().name();
    }

    /** What is sent; instants as ISO 8601. */
    private record Body(
            @Nullable String user,
            int count,
            List<String> cart,
            Map<String, @Nullable Object> attributes,
            String store,
            Instant createdAt,
            Instant lastAccessedAt) {}

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Session> session = SessionFilter.session(request);
        if (session.isPresent()) {
            JsonAnswer.send(response, 200, body(session.get()));
        } else {
            JsonAnswer.send(response, 404, JsonAnswer.error(404, "You have no session."));
        }
    }

    private Body body(Session session) {
        Visit visit = Visit.of(session);
        return new Body(
                visit.user(),
                visit.count(),
                visit.cart(),
                visit.attributes(),
                store,
                session.createdAt(),
                session.lastAccessedAt());
    }
}

package dev.carnet.demo;

import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.SessionStoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Whether the store answers: 200 or 503, for a load balancer. */
final class Health implements Handler {
    /** Nobody's: to look for it is the least that shows whether the store answers. */
    private static final SessionId NOBODYS = SessionId.of("is-the-store-there");

    private final SessionEngine engine;

    Health(SessionEngine engine) {
        this.engine = engine;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            engine.retrieve(NOBODYS);
            answer(response, 200, "UP");
        } catch (SessionStoreException e) {
            answer(response, 503, "DOWN");
        }
    }

    private void answer(HttpServletResponse response, int status, String word) throws IOException {
        Json.send(
                response,
                status,
                Map.of("status", word, "store", engine.store().traits().name()));
    }
}

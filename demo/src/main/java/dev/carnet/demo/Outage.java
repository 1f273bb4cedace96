package dev.carnet.demo;

import dev.carnet.SessionEngine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** Unplugs this server's store for a while, or with 0 seconds plugs it in again. Asks for no session: there is none then. */
final class Outage implements Handler {
    private static final int LONGEST_SECONDS = 60;

    private final SessionEngine engine;

    Outage(SessionEngine engine) {
        this.engine = engine;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration time = Duration.ofSeconds(Form.of(request).number("seconds", LONGEST_SECONDS));
        engine.store()
                .unwrap(Plug.class)
                .orElseThrow(() -> new RefusedException(404, "The store of this server cannot be unplugged."))
                .unplug(time);
        HomePage.redirect(response);
    }
}

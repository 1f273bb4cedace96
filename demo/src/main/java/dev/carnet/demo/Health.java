package dev.carnet.demo;

import dev.carnet.SessionEngine;
import dev.carnet.error.SessionStoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether sessions can be stored: 200, or 503 with the reason, for a load balancer. A store may answer questions and take no
 * write, since it is full, a replica, or read-only to this user; so a session is made and ended. That happens at most once a
 * second, however many ask, and one request at a time waits for it: the others are told what was found last.
 */
final class Health implements Handler {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final SessionEngine engine;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Finding last;

    Health(SessionEngine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param reason why sessions cannot be stored; null if they can
     */
    private record Finding(@Nullable String reason, Instant at) {}

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String reason = find().reason();
        String store = engine.store().traits().name();
        if (reason == null) {
            Json.send(response, 200, Map.of("status", "UP", "store", store));
        } else {
            Json.send(response, 503, Map.of("status", "DOWN", "store", store, "reason", reason));
        }
    }

    private Finding find() {
        Finding known = last;
        if (known == null) {
            looking.lock();
        } else if (isFresh(known) || !looking.tryLock()) {
            return known;
        }
        try {
            Finding meanwhile = last;
            if (meanwhile != null && isFresh(meanwhile)) {
                return meanwhile;
            }
            Finding found = look();
            last = found;
            return found;
        } finally {
            looking.unlock();
        }
    }

    private boolean isFresh(Finding finding) {
        return clock.instant().isBefore(finding.at().plus(FRESH));
    }

    private Finding look() {
        String reason = null;
        try {
            engine.destroy(engine.create());
        } catch (SessionStoreException e) {
            reason = String.valueOf(e.getMessage());
        }
        return new Finding(reason, clock.instant());
    }
}

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether sessions can be stored: 200 or 503, for a load balancer, and nothing else: anybody may ask, and a store's own words
 * name hosts, users and tables. These are in the log. The store is {@linkplain SessionEngine#ping asked} at most once a second,
 * however many ask, and one request at a time waits for it: the others are told what was found last. A store that is full
 * answers and deletes, so every ten seconds a session is made and ended.
 */
final class Health implements Handler {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.demo");

    private final SessionEngine engine;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Finding last;

    /** When a session was last stored; only read and written by who holds the lock. */
    private Instant stored = Instant.EPOCH;

    Health(SessionEngine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param isUp whether sessions can be stored
     */
    private record Finding(boolean isUp, Instant at) {}

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isUp = find().isUp();
        JsonAnswer.send(response, isUp ? 200 : 503, Map.of("status", isUp ? "UP" : "DOWN"));
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
        try {
            engine.ping();
            storeOneIfDue();
            return new Finding(true, clock.instant());
        } catch (SessionStoreException e) {
            if (last == null || last.isUp()) {
                LOG.warn("no session can be stored, so /health answers 503: {}", e.getMessage());
            }
            return new Finding(false, clock.instant());
        }
    }

    /** A trial that fails is due again at once. */
    private void storeOneIfDue() {
        Instant now = clock.instant();
        if (!now.isBefore(stored.plus(BETWEEN_TRIALS))) {
            engine.destroy(engine.create());
            stored = now;
        }
    }
}

package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.SettableClock;
import java.time.Duration;
import java.util.List;

/**
 * The core of the contract in one pass: a new session is read, changed by two requests at once, used beyond the throttle window,
 * renamed, found, ended and swept.
 */
final class CoreRun {
    private static final Duration MAX_IDLE = Duration.ofMinutes(30);

    private final SettableClock clock = new SettableClock();
    private final SessionEngine engine;

    private CoreRun(SessionStore store) {
        engine = SessionEngine.builder(store)
                .options(SessionOptions.builder()
                        .maxIdle(MAX_IDLE)
                        .touchWindow(Duration.ofMinutes(1))
                        .clockTolerance(Duration.ZERO)
                        .sweepInterval(null)
                        .build())
                .clock(clock)
                .build();
    }

    /** Fails if the store does not keep sessions; leaves none behind. */
    static void on(SessionStore store) {
        CoreRun run = new CoreRun(store);
        SessionId id = run.madeAndChanged();
        run.usedForLong(id);
        SessionId moved = run.renamed(id);
        run.found(moved);
        run.ended(moved);
        run.swept();
    }

    private Session read(SessionId id) {
        return engine.retrieve(id).orElseThrow();
    }

    private SessionId madeAndChanged() {
        Session session = engine.newSession();
        session.put("cart", List.of("Lamp", "bücher ☃"));
        session.setPrincipal("ada");
        engine.flush(session);
        session.put("again", true);
        engine.flush(session);
        Session one = read(session.id());
        Session other = read(session.id());
        one.put("a", 1);
        other.put("b", 2);
        engine.flush(one);
        engine.flush(other);

        Session stored = read(session.id());
        assertThat(stored.names()).containsExactlyInAnyOrder("cart", "again", "a", "b");
        assertThat(stored.get("cart")).isEqualTo(List.of("Lamp", "bücher ☃"));
        return session.id();
    }

    /** An hour, looked at every 20 minutes and only once changed: nobody is logged out before time. */
    private void usedForLong(SessionId id) {
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(20));
            engine.flush(read(id));
        }
        Session busy = read(id);
        clock.advance(Duration.ofMinutes(20));
        engine.flush(read(id));
        busy.put("after", "a touch");
        engine.flush(busy);
        assertThat(read(id).get("after")).isEqualTo("a touch");
    }

    private SessionId renamed(SessionId id) {
        Session session = read(id);
        engine.changeId(session);
        engine.flush(session);
        assertThat(engine.retrieve(id)).isEmpty();
        assertThat(read(session.id()).get("b")).isEqualTo(2);
        return session.id();
    }

    private void found(SessionId id) {
        assertThat(engine.sessions().ofPrincipal("ada")).hasSize(1);
        assertThat(engine.sessions().ofPrincipal("bob")).isEmpty();
        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(1);
        assertThat(engine.sessions().find(read(id).handle())).isPresent();
        assertThat(engine.store()
                        .scan(SessionQuery.ALL.withAttributes(), null, 10)
                        .sessions())
                .singleElement()
                .satisfies(each -> assertThat(each.attributes().names()).contains("cart", "after"));
    }

    private void ended(SessionId id) {
        engine.destroy(read(id));
        assertThat(engine.retrieve(id)).isEmpty();
        assertThat(engine.sessions().count(SessionQuery.ALL)).isZero();
    }

    private void swept() {
        Session idle = engine.create();
        clock.advance(MAX_IDLE.minusMinutes(5));
        Session busy = engine.create();
        clock.advance(Duration.ofMinutes(10));

        assertThat(engine.sweep().sessions()).isEqualTo(1);
        assertThat(engine.retrieve(idle.id())).isEmpty();
        engine.destroy(read(busy.id()));
    }
}

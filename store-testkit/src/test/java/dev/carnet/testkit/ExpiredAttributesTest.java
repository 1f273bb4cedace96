package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.event.ExpiredAttributes;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners are told of an expired session, and what a container keeps in one. */
class ExpiredAttributesTest {
    private static final class Reading implements SessionListener {
        private final List<String> told = new ArrayList<>();

        @Override
        public void expired(SessionInfo session, ExpiredAttributes attributes) {
            told.add(attributes.names() + "=" + attributes.get("cart"));
        }
    }

    private final SettableClock clock = new SettableClock();
    private final Reading listener = new Reading();
    private final SessionEngine engine = SessionEngine.builder(new MemorySessionStore())
            .clock(clock)
            .options(SessionOptions.builder().sweepInterval(null).build())
            .listener(listener)
            .build();

    @AfterEach
    void close() {
        engine.close();
    }

    private Session expired() {
        Session session = engine.newSession();
        session.put("cart", List.of("tea", 2));
        session.setContainerValue("login", List.of("FORM", "ada"));
        engine.flush(session);
        clock.advance(Duration.ofDays(1));
        return session;
    }

    @Test
    void a_sweep_tells_what_a_session_held() {
        expired();

        engine.sweep();
        engine.sweep();

        assertThat(listener.told).containsExactly("[cart]=[tea, 2]");
    }

    @Test
    void so_does_a_request_that_comes_upon_it() {
        Session session = expired();

        assertThat(engine.retrieve(session.id())).isEmpty();

        assertThat(listener.told).containsExactly("[cart]=[tea, 2]");
    }

    @Test
    void whoever_wants_attributes_wants_to_be_told() {
        assertThat(listener.wantsExpiredAttributes()).isTrue();
        assertThat(listener.wantsExpired()).isTrue();
    }

    @Test
    void what_a_container_keeps_is_no_attribute() {
        Session session = engine.newSession();
        session.setContainerValue("login", List.of("FORM", "ada"));
        engine.flush(session);

        Session again = engine.retrieve(session.id()).orElseThrow();
        again.clear();
        engine.flush(again);

        Session cleared = engine.retrieve(session.id()).orElseThrow();
        assertThat(cleared.names()).isEmpty();
        assertThat(cleared.containerValue("login")).isEqualTo(List.of("FORM", "ada"));
        cleared.setContainerValue("login", null);
        engine.flush(cleared);
        assertThat(engine.retrieve(session.id()).orElseThrow().containerValue("login"))
                .isNull();
    }
}

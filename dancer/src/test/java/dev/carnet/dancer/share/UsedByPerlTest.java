package dev.carnet.dancer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.options.SessionOptions;
import dev.carnet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Perl copies the bookkeeping back as it was, so only the values tell that a session is in use. */
class UsedByPerlTest {
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration LESS = Duration.ofMinutes(50);

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private SqlPlace place;
    private SessionEngine engine;
    private String id;

    @BeforeEach
    void oneSession() {
        place = SqlPlace.create(directory.resolve("sessions.db"));
        engine = SessionEngine.builder(place.open(IDLE, clock))
                .options(SessionOptions.builder()
                        .maxIdle(IDLE)
                        .hashIds(false)
                        .sweepInterval(null)
                        .build())
                .clock(clock)
                .build();
        Session session = engine.create();
        session.put("n", 0);
        session.setPrincipal("ada");
        engine.flush(session);
        id = session.id().value();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void perlWrites(int n) {
        place.sql(
                "UPDATE sessions SET session_data = replace(session_data, '\"n\":" + (n - 1) + "', '\"n\":" + n + "')");
    }

    @Test
    void a_session_used_through_perl_alone_for_three_idle_limits_lives_on() {
        for (int n = 1; n <= 4; n++) {
            clock.advance(LESS);
            perlWrites(n);
            engine.sweep();
        }

        Session session = engine.retrieve(id).orElseThrow();
        assertThat(session.get("n")).isEqualTo(4);
        assertThat(session.principal()).isEqualTo("ada");
    }

    @Test
    void it_ends_an_idle_limit_after_the_last_use_was_noticed() {
        clock.advance(LESS);
        perlWrites(1);
        engine.sweep();
        clock.advance(LESS);
        engine.sweep();
        assertThat(place.sql("SELECT id FROM sessions")).isPresent();

        clock.advance(Duration.ofMinutes(30));
        engine.sweep();

        assertThat(place.sql("SELECT id FROM sessions")).isEmpty();
    }

    @Test
    void what_nobody_used_ends() {
        clock.advance(IDLE.multipliedBy(2));

        assertThat(engine.retrieve(id)).isEmpty();
    }

    @Test
    void java_goes_on_from_what_perl_wrote() {
        Session before = engine.retrieve(id).orElseThrow();
        perlWrites(1);
        before.put("java", true);

        engine.flush(before);

        Session after = engine.retrieve(id).orElseThrow();
        assertThat(after.get("n")).isEqualTo(1);
        assertThat(after.get("java")).isEqualTo(true);
    }
}

package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted does not go on trying to delete an expired session. */
class InterruptedReadTest {
    private final ProbedStore store = new ProbedStore(new MemorySessionStore());
    private final SettableClock clock = new SettableClock();
    private final SessionEngine engine = SessionEngine.builder(store)
            .options(SessionOptions.builder().sweepInterval(null).build())
            .clock(clock)
            .build();

    @Test
    void it_makes_one_attempt_and_stays_interrupted() {
        SessionId id = engine.create().id();
        clock.advance(Duration.ofHours(1));
        store.ignoreDeletions(Integer.MAX_VALUE);
        store.calls();
        Thread.currentThread().interrupt();

        assertThat(engine.retrieve(id)).isEmpty();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.calls()).containsExactly("find", "delete", "find");
    }
}

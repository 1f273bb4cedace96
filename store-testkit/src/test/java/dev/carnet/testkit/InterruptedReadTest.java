package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted does not go on trying to delete a session, and that is what its failure says. */
class InterruptedReadTest {
    private final ProbedStore store = new ProbedStore(new MemorySessionStore());
    private final SettableClock clock = new SettableClock();
    private final SessionEngine engine = SessionEngine.builder(store)
            .options(SessionOptions.builder().sweepInterval(null).build())
            .clock(clock)
            .listener(new SessionListener() {
                @Override
                public void expiredNotDeleted(SessionInfo session, @Nullable SessionStoreException failure) {
                    cause = failure;
                }
            })
            .build();
    private @Nullable SessionStoreException cause;

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
        assertThat(cause).hasMessageContaining("interrupted");
    }

    @Test
    void a_logout_that_is_interrupted_says_so() {
        Session session = engine.create();
        store.ignoreDeletions(Integer.MAX_VALUE);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> engine.destroy(session))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("interrupted")
                .hasMessageNotContaining("trigger");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void a_revocation_that_is_interrupted_ends_there_and_says_so() {
        for (int i = 0; i < 3; i++) {
            engine.create();
        }
        store.ignoreDeletions(Integer.MAX_VALUE);
        store.calls();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> engine.sessions().revokeAll()).hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.calls()).containsExactly("scan", "deleteAll", "delete", "find");
    }
}

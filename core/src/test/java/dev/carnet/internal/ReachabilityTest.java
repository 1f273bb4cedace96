package dev.carnet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.event.SessionListener;
import dev.carnet.internal.watch.Events;
import dev.carnet.internal.watch.Reachability;
import dev.carnet.internal.watch.StoreDownException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
    private final List<String> events = new ArrayList<>();
    private final Reachability reachability = reachability(now::get);

    private Reachability reachability(InstantSource clock) {
        SessionListener listener = new SessionListener() {
            @Override
            public void storeDown(SessionStoreException cause) {
                events.add("down: " + cause.getMessage());
            }

            @Override
            public void storeUp() {
                events.add("up");
            }
        };
        return new Reachability(clock, new Events(List.of(listener), clock));
    }

    private void advance(Duration by) {
        now.set(now.get().plus(by));
    }

    private void fail() {
        reachability.failed(new StoreUnreachableException("refused", null));
    }

    private void passes() {
        assertThatCode(reachability::requireReachable).doesNotThrowAnyException();
    }

    private void isRefused() {
        assertThatThrownBy(reachability::requireReachable)
                .isInstanceOf(StoreDownException.class)
                .hasMessageContaining("since 2026-11-29T12:00:00Z")
                .hasMessageContaining("refused");
    }

    private void goDown() {
        fail();
        advance(SECOND);
        fail();
    }

    @Test
    void it_is_down_after_a_second_without_an_answer() {
        fail();
        passes();
        advance(SECOND.minusMillis(1));
        fail();
        passes();
        assertThat(events).isEmpty();

        advance(Duration.ofMillis(1));
        fail();

        isRefused();
        assertThat(events).containsExactly("down: refused");
    }

    @Test
    void an_answer_in_between_begins_the_second_anew() {
        fail();
        advance(SECOND);
        reachability.answered();
        fail();

        passes();
        assertThat(events).isEmpty();
    }

    @Test
    void one_probe_a_second_passes_even_while_another_hangs() {
        goDown();
        isRefused();

        advance(SECOND);
        passes();
        isRefused();
        advance(SECOND);
        passes();
        isRefused();
        assertThat(events).hasSize(1);
    }

    @Test
    void the_first_answer_ends_it() {
        goDown();
        reachability.answered();

        passes();
        passes();
        assertThat(events).containsExactly("down: refused", "up");
    }

    @Test
    void a_clock_that_is_set_back_refuses_nobody_for_long() {
        goDown();
        advance(Duration.ofHours(-1));

        passes();
        isRefused();
        advance(SECOND);
        passes();
    }
}

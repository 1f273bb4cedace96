package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SweepPaceTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final SweepPace pace = new SweepPace(100, true);

    private int after(int swept, Duration taken, boolean wasAwaited) {
        pace.note(swept, taken, wasAwaited);
        return pace.rows();
    }

    @Test
    void it_grows_while_nobody_waits() {
        assertThat(after(100, SHORT, false)).isEqualTo(200);
        assertThat(after(200, SHORT, false)).isEqualTo(400);
        assertThat(after(400, SHORT, false)).isEqualTo(800);
        assertThat(after(800, SHORT, false)).isEqualTo(1000);
        assertThat(after(1000, SHORT, false)).isEqualTo(1000);
    }

    @Test
    void it_falls_when_somebody_waits_or_a_batch_is_long() {
        after(100, SHORT, false);
        after(200, SHORT, false);

        assertThat(after(400, SHORT, true)).isEqualTo(200);
        assertThat(after(200, Duration.ofMillis(5), false)).isEqualTo(100);
        assertThat(after(100, Duration.ofSeconds(1), true)).isEqualTo(100);
    }

    @Test
    void a_batch_that_was_not_full_or_not_short_changes_nothing() {
        assertThat(after(7, SHORT, false)).isEqualTo(100);
        assertThat(after(100, Duration.ofMillis(3), false)).isEqualTo(100);
    }

    @Test
    void where_writers_do_not_wait_for_each_other_it_stays() {
        SweepPace steady = new SweepPace(100, false);
        steady.note(100, SHORT, false);

        assertThat(steady.rows()).isEqualTo(100);
    }
}

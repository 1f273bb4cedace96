package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActiveSessionsTest {
    private long now = -5;
    private long there;
    private final ActiveSessions sessions = new ActiveSessions(() -> now);

    private long counted(Duration taken) {
        return sessions.counted(() -> {
            now += taken.toNanos();
            return ++there;
        });
    }

    @Test
    void what_is_counted_fast_is_counted_each_time() {
        assertThat(counted(Duration.ofMillis(10))).isEqualTo(1);
        assertThat(counted(Duration.ofMillis(10))).isEqualTo(2);
    }

    @Test
    void a_count_that_took_long_is_given_again_for_a_hundred_times_as_long() {
        assertThat(counted(Duration.ofSeconds(2))).isEqualTo(1);

        now += Duration.ofSeconds(199).toNanos();
        assertThat(counted(Duration.ofSeconds(2))).isEqualTo(1);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(counted(Duration.ofSeconds(2))).isEqualTo(2);
    }
}

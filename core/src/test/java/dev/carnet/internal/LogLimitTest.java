package dev.carnet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.internal.watch.LogLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LogLimitTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
    private final LogLimit limit = new LogLimit(now::get);

    @Test
    void one_line_a_minute_says_how_often_it_happened() {
        assertThat(limit.occurrencesToLog()).isEqualTo(1);
        assertThat(limit.occurrencesToLog()).isZero();
        assertThat(limit.occurrencesToLog()).isZero();

        now.set(now.get().plus(Duration.ofMinutes(1)));

        assertThat(limit.occurrencesToLog()).isEqualTo(3);
        assertThat(limit.occurrencesToLog()).isZero();
    }
}

package dev.carnet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionOptions;
import dev.carnet.spi.SessionHeader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryRulesTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private final ExpiryRules rules = ExpiryRules.of(SessionOptions.DEFAULTS);

    @Test
    void the_window_of_saved_up_accesses_is_added_to_the_idle_limit() {
        assertThat(rules.expiresAt(NOON, Duration.ofMinutes(30), null)).isEqualTo(NOON.plusSeconds(31 * 60));
        assertThat(rules.expiresAt(NOON, Duration.ofSeconds(10), null)).isEqualTo(NOON.plusSeconds(11));
    }

    @Test
    void the_end_of_the_lifetime_caps_it() {
        Instant end = NOON.plusSeconds(5);

        assertThat(rules.expiresAt(NOON, Duration.ofMinutes(30), end)).isEqualTo(end);
        assertThat(rules.expiresAt(NOON, null, end)).isEqualTo(end);
    }

    @Test
    void without_limits_or_beyond_the_calendar_it_is_never() {
        assertThat(rules.expiresAt(NOON, null, null)).isEqualTo(SessionHeader.NEVER);
        assertThat(rules.expiresAt(NOON, Duration.ofDays(400_000_000), null)).isEqualTo(SessionHeader.NEVER);
        assertThat(ExpiryRules.plus(NOON, Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(SessionHeader.NEVER);
    }
}

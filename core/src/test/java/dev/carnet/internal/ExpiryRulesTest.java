package dev.carnet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.internal.record.ExpiryRules;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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

    @Test
    void a_stored_expiry_stays_as_long_as_it_leaves_the_idle_limit() {
        SessionHeader stored = accessedAtNoon(Duration.ofMinutes(30), null);

        assertThat(rules.expiresAt(stored, NOON.plusSeconds(60))).isEqualTo(stored.expiresAt());
        assertThat(rules.expiresAt(stored, NOON.plusMillis(60_001))).isEqualTo(NOON.plusMillis(31 * 60_000 + 60_001));
    }

    @Test
    void nothing_lies_beyond_the_end_of_the_lifetime() {
        SessionHeader stored = accessedAtNoon(Duration.ofMinutes(30), NOON.plusSeconds(5));

        assertThat(rules.expiresAt(stored, NOON.plusSeconds(4))).isEqualTo(NOON.plusSeconds(5));
        assertThat(rules.touchIsDue(stored, NOON.plusSeconds(4))).isFalse();
    }

    @Test
    void an_access_is_stored_when_the_expiry_no_longer_leaves_the_idle_limit_after_it() {
        SessionHeader stored = accessedAtNoon(Duration.ofMinutes(30), null);
        SessionHeader written = stored.accessed(NOON.plusSeconds(50), stored.expiresAt());

        assertThat(rules.touchIsDue(written, NOON.plusSeconds(60))).isFalse();
        assertThat(rules.touchIsDue(written, NOON.plusSeconds(61))).isTrue();
    }

    private SessionHeader accessedAtNoon(Duration maxIdle, @Nullable Instant endsAt) {
        SessionKey key = new SessionKey("k");
        return new SessionHeader(
                key, true, "s.h", 1, NOON, NOON, maxIdle, endsAt, rules.expiresAt(NOON, maxIdle, endsAt), null, 0);
    }
}

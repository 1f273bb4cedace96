package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {
    @ParameterizedTest
    @CsvSource({
        "PT30M, 30 minutes",
        "PT1S, 1 second",
        "PT90M, 1 hour 30 minutes",
        "PT49H0M5S, 2 days 1 hour 5 seconds",
        "PT0.5S, less than a second",
    })
    void aDurationIsSaidInItsUnits(Duration duration, String words) {
        assertThat(Phrases.of(duration)).isEqualTo(words);
    }

    @Test
    void an_instant_is_said_in_utc() {
        assertThat(Phrases.of(Instant.parse("2026-12-03T09:15:02.345Z"))).isEqualTo("3 Dec 2026, 09:15:02 UTC");
    }
}

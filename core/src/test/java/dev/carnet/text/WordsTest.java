package dev.carnet.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    PT0S,          now
                    PT0.9S,        now
                    PT-0.9S,       now
                    PT-45S,        45 s ago
                    PT-3M-59S,     3 min ago
                    PT27M30S,      in 27 min
                    PT-23H-59M,    23 h ago
                    PT-72H,        3 d ago
                    P364D,         in 364 d
                    P-800D,        2 y ago
                    """)
    void an_instant_is_told_by_its_distance(Duration distance, String words) {
        assertThat(Words.relative(NOW.plus(distance), NOW)).isEqualTo(words);
    }

    @Test
    void instants_that_stand_for_something_else_are_told_as_that() {
        assertThat(Words.relative(SessionHeader.NEVER, NOW)).isEqualTo("never");
        assertThat(Words.relative(Instant.EPOCH, NOW)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    PT30M,         30 min
                    PT1H30M,       1 h 30 min
                    P2DT1S,        2 d 1 s
                    PT0.25S,       250 ms
                    PT0S,          0 s
                    """)
    void a_duration_is_told_with_all_its_parts(Duration duration, String words) {
        assertThat(Words.exactly(duration, "never")).isEqualTo(words);
    }

    @Test
    void where_there_is_no_duration_something_else_is_said() {
        assertThat(Words.exactly(null, "unlimited")).isEqualTo("unlimited");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    0,             0 B
                    1023,          1023 B
                    1024,          1 KB
                    1536,          1.5 KB
                    4194304,       4 MB
                    2147483647,    2 GB
                    """)
    void a_size_is_told_in_its_largest_unit(long bytes, String words) {
        assertThat(Words.size(bytes)).isEqualTo(words);
    }

    @Test
    void things_are_counted_in_the_singular_and_the_plural() {
        assertThat(Words.count(0, "session")).isEqualTo("0 sessions");
        assertThat(Words.count(1, "session")).isEqualTo("1 session");
        assertThat(Words.count(1_234_567, "session")).isEqualTo("1,234,567 sessions");
    }
}

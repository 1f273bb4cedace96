package dev.carnet.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0                  | PT0S
                    900                | PT15M
                    2 hours            | PT2H
                    +2h                | PT2H
                    + 30 minutes       | PT30M
                    1 day 6 hours      | PT30H
                    1 hour and 30 mins | PT1H30M
                    1h, 5s             | PT1H5S
                    1.5 hours          | PT1H30M
                    250 ms             | PT0.25S
                    3 m                | PT3M
                    1 M                | P30D
                    1 month            | P30D
                    2 w                | P14D
                    1 y                | P365D
                    PT45M              | PT45M
                    P2D                | P2D
                    """)
    void words_are_understood(String text, Duration meant) {
        assertThat(DurationWords.parse(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2 parsecs", "-5", "PT-5M", "2 hours!", "h", "1 2", "PT"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationWords.parse(text))
                .withMessage("'" + text + "' is not a duration");
    }
}

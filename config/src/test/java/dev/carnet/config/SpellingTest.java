package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({"sesion, true", "sessoin, true", "ssession, true", "sessi0n, true", "version, false", "code, false"})
    void one_slip_is_a_slip(String written, boolean isSlip) {
        assertThat(Spelling.isSlip(written, "session")).isEqualTo(isSlip);
    }

    @Test
    void the_nearest_word_is_found_whatever_its_case() {
        assertThat(Spelling.nearest("SESSION-DURATOIN", List.of("session_name", "session_duration")))
                .contains("session_duration");
        assertThat(Spelling.nearest("", List.of("a"))).contains("a");
        assertThat(Spelling.nearest("colour", List.of("session"))).isEmpty();
    }

    /** Words of few letters, so that many have something in common. */
    @Test
    void whoever_counts_slips_counts_the_same() {
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            String a = word(random);
            String b = word(random);
            int slips = new DamerauLevenshteinDistance().apply(a, b);

            assertThat(Spelling.nearest(a, List.of(b)).isPresent())
                    .as("%s and %s", a, b)
                    .isEqualTo(slips <= Math.max(1, b.length() / 4));
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(12), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

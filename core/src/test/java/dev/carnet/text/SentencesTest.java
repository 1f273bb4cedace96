package dev.carnet.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
    @ParameterizedTest
    @ValueSource(strings = {"it is down", "it is down.", "it is down. ", "it is down..", "it is down;", "it is down:"})
    void between_two_sentences_stands_one_full_stop(String first) {
        assertThat(Sentences.join(first, "Start it.")).isEqualTo("it is down. Start it.");
    }

    @Test
    void the_last_one_ends_as_it_does_and_an_empty_one_is_left_out() {
        assertThat(Sentences.join("it is down.", "", "Start it", " ")).isEqualTo("it is down. Start it");
        assertThat(Sentences.join("it is down.")).isEqualTo("it is down.");
    }

    @Test
    void a_question_stays_one() {
        assertThat(Sentences.join("is it down?", "Start it")).isEqualTo("is it down? Start it");
    }
}

package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    private static final String RIGHT_TO_LEFT_OVERRIDE = "\u202e";
    private static final String C1_ESCAPE = "\u009b";

    @Test
    void letters_of_every_script_stay() {
        assertThat(Printable.line("Zoë 日本 \uD83D\uDE00 سلام")).isEqualTo("Zoë 日本 \uD83D\uDE00 سلام");
    }

    @Test
    void what_could_drive_a_terminal_is_shown_as_its_code() {
        assertThat(Printable.line("a\u001b[2Jb")).isEqualTo("a\\u001B[2Jb");
        assertThat(Printable.line("a" + C1_ESCAPE + "2J")).isEqualTo("a\\u009B2J");
        assertThat(Printable.line("a\r\nb")).isEqualTo("a\\u000D\\u000Ab");
    }

    @Test
    void what_could_deceive_the_reader_is_shown_as_its_code() {
        assertThat(Printable.line("user" + RIGHT_TO_LEFT_OVERRIDE + "nimda")).isEqualTo("user\\u202Enimda");
    }

    @Test
    void half_a_character_is_shown_as_its_code() {
        assertThat(Printable.line("\uD83D!")).isEqualTo("\\uD83D!");
    }

    @Test
    void several_lines_keep_their_ends() {
        assertThat(Printable.lines("{\n  \"a\": \"\u007f\"\n}")).isEqualTo("{\n  \"a\": \"\\u007F\"\n}");
    }
}

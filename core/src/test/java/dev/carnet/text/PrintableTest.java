package dev.carnet.text;

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

    @Test
    void every_control_character_is_shown_as_its_code_and_no_printable_one() {
        for (int c = 0; c < 0x10000; c++) {
            String text = "a" + (char) c + "b";
            int type = Character.getType(c);
            boolean isUnfit = type == Character.CONTROL
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069".indexOf(c) >= 0;
            assertThat(Printable.line(text)).isEqualTo(isUnfit ? "a" + String.format("\\u%04X", c) + "b" : text);
        }
    }

    @Test
    void what_is_fit_is_not_copied() {
        String text = "s.9JtLCp7RTCuJRxVkEo0o2Q";

        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.name(text)).isSameAs(text);
    }

    @Test
    void a_name_is_cut_off_between_two_characters() {
        assertThat(Printable.name("x".repeat(100))).hasSize(100);
        assertThat(Printable.name("x".repeat(101))).isEqualTo("x".repeat(100) + "...");
        assertThat(Printable.name("x".repeat(99) + "\uD83D\uDE00")).isEqualTo("x".repeat(99) + "...");
    }
}

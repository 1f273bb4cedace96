package dev.carnet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.terminal.Table.Column;
import dev.carnet.cli.terminal.Table.Fit;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class TableTest {
    private final StringWriter out = new StringWriter();

    private Shell shell(Screen screen, Map<String, String> variables) {
        return new Shell(
                Path.of(""),
                variables,
                new BufferedReader(Reader.nullReader()),
                new PrintWriter(out),
                new PrintWriter(out),
                screen,
                InstantSource.system());
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void the_variable_columns_takes_precedence_over_the_terminal() {
        Shell narrow = shell(FixedScreen.terminal(120), Map.of("COLUMNS", "40", "NO_COLOR", "1"));
        Table table = new Table(narrow, new Column("", Fit.LEFT), new Column("", Fit.CUT));

        table.add("handle", "x".repeat(60));
        table.print();

        assertThat(lines()).singleElement().asString().hasSize(40);
    }

    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        Table table = new Table(
                shell(FixedScreen.NONE, Map.of()),
                new Column("NAME", Fit.LEFT),
                new Column("SIZE", Fit.RIGHT),
                new Column("", Fit.LEFT));
        table.add("a", "1", "x");
        table.add("longer", "12345", "");
        table.print();
        assertThat(lines()).containsExactly("NAME     SIZE", "a           1  x", "longer  12345");
    }

    @Test
    void characters_that_take_two_columns_count_as_two() {
        Table table = Table.ofNames(shell(FixedScreen.NONE, Map.of()));
        table.add("日本", "x");
        table.add("abcd", "y");
        table.print();
        assertThat(lines()).containsExactly("日本  x", "abcd  y");
    }

    @Test
    void on_a_terminal_a_column_is_cut_so_that_the_line_fits() {
        Table table = new Table(
                shell(FixedScreen.terminal(20), Map.of("NO_COLOR", "1")),
                new Column("", Fit.CUT),
                new Column("", Fit.LEFT));
        table.add("somebody@example.org", "3 min ago");
        table.add("ada", "now");
        table.print();
        assertThat(lines()).containsExactly("somebody…  3 min ago", "ada        now");
    }

    @Test
    void on_a_terminal_a_column_is_wrapped_between_words() {
        Table table = Table.ofNames(shell(FixedScreen.terminal(24), Map.of("NO_COLOR", "1")));
        table.add("schema", "the table will be created");
        table.print();
        assertThat(lines()).containsExactly("schema  the table will", "        be created");
    }

    @Test
    void off_a_terminal_every_cell_is_whole() {
        Table table = new Table(shell(FixedScreen.NONE, Map.of()), new Column("", Fit.CUT), new Column("", Fit.WRAP));
        table.add("x".repeat(100), "word ".repeat(100).strip());
        table.print();
        assertThat(lines())
                .containsExactly("x".repeat(100) + "  " + "word ".repeat(100).strip());
    }

    @Test
    void a_table_printed_in_parts_has_its_titles_once_and_never_grows_narrower() {
        Table table =
                new Table(shell(FixedScreen.NONE, Map.of()), new Column("NAME", Fit.LEFT), new Column("N", Fit.LEFT));
        table.add("longer", "1");
        table.print();
        table.add("a", "2");
        table.print();
        assertThat(lines()).containsExactly("NAME    N", "longer  1", "a       2");
    }

    @Test
    void colours_are_for_terminals_that_want_them() {
        for (Shell shell : List.of(
                shell(FixedScreen.NONE, Map.of()),
                shell(FixedScreen.terminal(80), Map.of("NO_COLOR", "1")),
                shell(FixedScreen.terminal(80), Map.of("TERM", "dumb")))) {
            out.getBuffer().setLength(0);
            print(shell);
            assertThat(lines()).containsExactly("ERROR");
        }
        out.getBuffer().setLength(0);
        print(shell(FixedScreen.terminal(80), Map.of("TERM", "xterm")));
        assertThat(lines()).singleElement().asString().contains("ERROR").startsWith("\u001b[31m");
    }

    private static void print(Shell shell) {
        Table table = new Table(shell, new Column("", Fit.LEFT));
        table.add(List.of(new AttributedString("ERROR", AttributedStyle.DEFAULT.foreground(AttributedStyle.RED))));
        table.print();
    }
}

package dev.carnet.cli.terminal;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a command was typed.
 *
 * @param directory the working directory, which file names are relative to
 * @param variables the environment
 * @param in what is typed
 * @param out what was asked for
 * @param err messages about it
 * @param screen what of this is a terminal
 * @param clock the time
 */
public record Shell(
        Path directory,
        Map<String, String> variables,
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        Screen screen,
        InstantSource clock) {

    /** Whether the output may be coloured: on a terminal that is not dumb, unless NO_COLOR is set (no-color.org). */
    public boolean isColoured() {
        return !isSet("NO_COLOR") && !"dumb".equals(variables.get("TERM")) && screen.isOut();
    }

    /** How many columns the output has: COLUMNS takes precedence over what the terminal says. */
    int width() {
        return columns().orElseGet(screen::width);
    }

    /** The variable COLUMNS, if it is a positive number. */
    public OptionalInt columns() {
        String columns = variables.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,5}") ? OptionalInt.of(Integer.parseInt(columns)) : OptionalInt.empty();
    }

    /** Whether a variable is there and not empty. */
    public boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isEmpty();
    }

    /** Passes on what was printed so far; false if nobody takes it any more, as when {@code head} has seen enough. */
    public boolean isHeard() {
        return !out.checkError();
    }
}

package dev.carnet.cli;

import dev.carnet.cli.terminal.FixedScreen;
import dev.carnet.cli.terminal.Screen;
import dev.carnet.cli.terminal.Shell;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A shell of a test's own: types commands in a directory and keeps what they print.
 *
 * @param directory the working directory
 * @param typed what the operator answers
 * @param variables the environment
 * @param screen what is a terminal; by default nothing
 * @param now the time
 */
public record Prompt(Path directory, String typed, Map<String, String> variables, Screen screen, Instant now) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public static Prompt in(Path directory) {
        return new Prompt(directory, "", Map.of(), FixedScreen.NONE, Instant.now());
    }

    public Prompt on(Screen other) {
        return new Prompt(directory, typed, variables, other, now);
    }

    public Prompt answering(String line) {
        return new Prompt(directory, line + "\n", variables, screen, now);
    }

    public Prompt with(String variable, String value) {
        return new Prompt(directory, typed, Map.of(variable, value), screen, now);
    }

    public Prompt at(Instant instant) {
        return new Prompt(directory, typed, variables, screen, instant);
    }

    /** Runs {@code carnet} with these arguments. */
    public Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell = new Shell(
                directory,
                variables,
                new BufferedReader(new StringReader(typed)),
                new PrintWriter(out),
                new PrintWriter(err),
                screen,
                InstantSource.fixed(now));
        int code = Carnet.run(shell, args);
        return new Result(code, out.toString(), err.toString());
    }

    /**
     * What a command did.
     *
     * @param code its exit code
     * @param out what it printed
     * @param err its messages
     */
    public record Result(int code, String out, String err) {
        public JsonNode json() {
            return JSON.readTree(out);
        }
    }
}

package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Says in an operator's words what the parser did not understand. Never quotes the line, as the parser's own messages do: it
 * may hold a password.
 */
final class YamlFault {
    static final String TAG = "tags (!...) are not supported; a value that begins with ! needs quotes";

    static final String ESCAPE =
            "this is not a valid escape sequence (\\...); write \\\\ for a backslash, or use single quotes";

    private YamlFault() {}

    static ConfigurationException of(YamlEngineException e, KeyPlace file, String yaml) {
        if (e instanceof MarkedYamlEngineException marked) {
            return of(marked, file);
        }
        if (e instanceof ReaderException reader) {
            int line = 1
                    + (int) yaml.codePoints()
                            .limit(reader.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            return Faults.single(
                    file.atLine(line),
                    String.format("the character U+%04X is not allowed in YAML", reader.getCodePoint()));
        }
        return Faults.single(file, "this is not valid YAML 1.2");
    }

    private static ConfigurationException of(MarkedYamlEngineException e, KeyPlace file) {
        String problem = Optional.ofNullable(e.getProblem()).orElse("");
        if (problem.contains("unexpected end of stream")) {
            return Faults.single(at(file, e.getContextMark()), "the quote that opens here is never closed");
        }
        if (problem.startsWith("could not find expected ':'")) {
            return Faults.single(at(file, e.getContextMark()), "a colon and a space are missing after this key");
        }
        return Faults.single(at(file, e.getProblemMark()), explain(problem));
    }

    private static String explain(String problem) {
        if (problem.contains("(TAB)")) {
            return "this is a tab; indent YAML with spaces";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "there is a colon too many, or the indentation is wrong; a value that contains a colon and a"
                    + " space needs quotes";
        }
        if (problem.contains("unknown escape character") || problem.contains("escape sequence")) {
            return ESCAPE;
        }
        if (problem.contains("cannot start any token")) {
            return "a value cannot begin with this character; put the value in quotes";
        }
        if (problem.contains("<stream end>")) {
            return "the file ends here, but a bracket or brace is still open";
        }
        if (problem.contains("tag handle")) {
            return TAG;
        }
        return "this is not valid YAML (" + problem
                + "); put a value that contains brackets, braces or quotes in quotes";
    }

    private static KeyPlace at(KeyPlace file, Optional<Mark> mark) {
        return mark.map(each -> file.atLine(each.getLine() + 1)).orElse(file);
    }
}

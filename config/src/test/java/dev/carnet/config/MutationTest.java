package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.carnet.error.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a right configuration, it is read or refused with its place: never does a parser's own error get out. */
class MutationTest {
    private static final int CASES = 2500;

    private static final String YAML = """
        # the shop
        session: Paper
        session_name: __Host-shop
        session_duration: 30 minutes
        session_lifetime: "12 hours"
        cookie:
          same_site: Strict
        allowed_types: [java.time.LocalDate, 'java.util.UUID']
        engines:
          session:
            Paper: &paper
              shelf: hall
              drying_time: 2h
              password: ${PAPER_PASSWORD:open sesame}
              authors: [anna, "b\\u0065n"]
              binding: {colour: red, thread.count: 3}
        """;

    private static final String PROPERTIES = """
        # the shop
        carnet.session = Paper
        carnet.session-duration = \\
            30 minutes
        carnet.session_name : id
        server.port=8080
        carnet.engines.session.Paper.shelf=hall
        carnet.engines.session.Paper.password=${PAPER_PASSWORD:open sesame}
        carnet.engines.session.Paper.authors[1]=ben
        carnet.engines.session.Paper.authors[0]=\\u0061nna
        carnet.engines.session.Paper.binding[thread.count]=3
        """;

    /** What parsers stumble over. */
    private static final List<String> ODDITIES = List.of(
            "[",
            "]",
            "{",
            "}",
            "[a]",
            ".a",
            "- ",
            "? ",
            ": ",
            "\"",
            "'",
            "\\",
            "\\U",
            "\"\\UFFFFFFFF\"",
            "\"\\U00110000\"",
            "\"\\xZZ\"",
            "\\u12",
            "&a ",
            "*a",
            "*paper",
            "!x ",
            "!!int ",
            "<<: ",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "|\n",
            ">9\n",
            "\t",
            "\n",
            "\r",
            "\u0000",
            "\u001b[2J",
            "\u0085",
            "\u2028",
            "\u202e",
            "\uFEFF",
            "\uD83D\uDE00",
            "${",
            "${A",
            "${A:",
            "$${",
            "}",
            "${PAPER_PASSWORD}",
            "#",
            "=",
            "\\\n",
            "0x",
            "-1",
            "9999999999999999999",
            "1e999",
            "NaN",
            "~",
            "null",
            " ",
            "  ");

    @TempDir
    private Path directory;

    @Test
    void a_mutated_yaml_file_is_read_or_refused_with_its_place() {
        Random random = new Random(20261129);
        for (int i = 0; i < CASES; i++) {
            String mutant = mutated(YAML, random);
            check("carnet.yml", mutant, () -> CarnetConfig.parse("carnet.yml", mutant, Map.<String, String>of()::get));
        }
    }

    @Test
    void a_mutated_properties_file_is_read_or_refused_with_its_place() throws IOException {
        Random random = new Random(20261129);
        Path file = directory.resolve("carnet.properties");
        for (int i = 0; i < CASES; i++) {
            String mutant = mutated(PROPERTIES, random);
            Files.write(file, mutant.getBytes(StandardCharsets.UTF_8)); // half of a pair becomes a question mark
            check(file.toString(), mutant, () -> CarnetConfig.load(file, Map.<String, String>of()::get));
        }
    }

    private static void check(String source, String mutant, ThrowingCallable reading) {
        try {
            reading.call();
        } catch (ConfigurationException e) {
            assertThat(e.getMessage()).startsWith(source).hasSizeLessThan(200_000);
            assertThat(e.getMessage().lines())
                    .allSatisfy(line ->
                            assertThat(line).matches("[^\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e]*"));
        } catch (Throwable e) {
            fail("this is not refused but breaks the reader:\n" + mutant, e);
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(mutant.length() + 1);
            int to = Math.min(mutant.length(), from + random.nextInt(40));
            String oddity = ODDITIES.get(random.nextInt(ODDITIES.size()));
            switch (random.nextInt(6)) {
                case 0 -> mutant.delete(from, to);
                case 1 -> mutant.insert(from, mutant.substring(from, to));
                case 2 -> mutant.insert(from, oddity.repeat(random.nextInt(4) == 0 ? 1 + random.nextInt(3000) : 1));
                case 3 -> mutant.replace(from, Math.min(mutant.length(), from + 1), oddity);
                case 4 -> mutant.insert(from, (char) random.nextInt(0xD800));
                default -> mutant.insert(from, mutant.substring(from, to).repeat(random.nextInt(200)));
            }
        }
        return mutant.toString();
    }
}

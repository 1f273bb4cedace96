package dev.carnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} says of each requirement who keeps it; what Carnet keeps is kept by a test that there is. */
class SecurityTableTest {
    private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract|Checks))[.](\\w+)`");
    private static final Pattern METHOD = Pattern.compile(
            "@(?:Test|ParameterizedTest|Fuzzed)\\b(?:\\s*@\\w+(?:\\((?:[^()]++|\\([^()]*+\\))*+\\))?)*\\s+(?:default |public )?void (\\w+)\\(");
    private static final Set<String> STATES = Set.of("enforced", "duty", "not applicable");

    private record Row(String line, String state, String how) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(HOUSE.resolve("docs/security.md")).stream()
                .filter(each -> each.startsWith("| "))
                .map(each -> each.split("\\s*\\|\\s*", -1))
                .filter(each -> each.length == 6 && !each[1].equals("line"))
                .map(each -> new Row(each[1], each[3], each[4]))
                .toList();
    }

    /** Every test that there is, as {@code Class.method}. */
    private static Set<String> tests() throws IOException {
        Set<String> tests = new HashSet<>();
        try (Stream<Path> files = Files.walk(HOUSE)) {
            for (Path each : (Iterable<Path>) files.filter(SecurityTableTest::isTest)::iterator) {
                String type = each.getFileName().toString().replace(".java", "");
                METHOD.matcher(Files.readString(each))
                        .results()
                        .forEach(found -> tests.add(type + "." + found.group(1)));
            }
        }
        return tests;
    }

    private static boolean isTest(Path file) {
        return !file.toString().contains("/target/")
                && file.getFileName().toString().matches("\\w+(Test|Contract|Checks)[.]java");
    }

    @Test
    void each_requirement_has_a_state_and_says_how() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(50).allSatisfy(each -> {
            assertThat(STATES).as(each.line()).contains(each.state());
            assertThat(each.how()).as(each.line()).isNotBlank();
        });
    }

    @Test
    void what_is_enforced_names_a_test_that_there_is() throws IOException {
        Set<String> there = tests();

        assertThat(rows()).allSatisfy(each -> {
            List<String> named = TEST.matcher(each.how())
                    .results()
                    .map((MatchResult result) -> result.group(1) + "." + result.group(2))
                    .toList();
            assertThat(there).as(each.line()).containsAll(named);
            if (each.state().equals("enforced")) {
                assertThat(named).as("tests named at " + each.line()).isNotEmpty();
            }
        });
    }

    @Test
    void no_line_of_the_chapters_is_left_out() throws IOException {
        Set<String> lines = rows().stream().map(Row::line).collect(Collectors.toSet());
        String asvs =
                "7.1.1 7.1.2 7.1.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.5.3"
                        + " 7.6.1 7.6.2 3.3.1 3.3.2 3.3.3 3.3.4 3.3.5 1.5.1 1.5.2 1.5.3 11.2.1 11.2.2 11.2.3 11.2.4 11.2.5 16.2.1"
                        + " 16.2.2 16.2.3 16.2.4 16.2.5";

        assertThat(lines).containsAll(Arrays.asList(asvs.split(" ")));
    }
}

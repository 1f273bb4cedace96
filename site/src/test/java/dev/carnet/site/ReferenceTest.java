package dev.carnet.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.event.SessionListener;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables that are written by hand name what the code has: no more, no less. */
class ReferenceTest {
    private static final Path HOUSE = Path.of("..");

    /** The first cells of the table rows below a heading, without code marks. */
    private static List<String> firstCells(String page, String heading) throws IOException {
        return Files.readAllLines(HOUSE.resolve(page)).stream()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.substring(2, line.indexOf(" |", 1)).replace("`", ""))
                .toList();
    }

    private static Set<String> found(String pattern, Path... sources) throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path source : sources) {
            code.append(Files.readString(HOUSE.resolve(source)));
        }
        return Pattern.compile(pattern)
                .matcher(code)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void events() throws IOException {
        Set<String> told = Stream.of(SessionListener.class.getDeclaredMethods())
                .filter(each -> each.getReturnType() == void.class)
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(firstCells("docs/events.md", "Events")).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void meters() throws IOException {
        Path metrics = Path.of("metrics/src/main/java/dev/carnet/metrics");

        assertThat(firstCells("docs/operations.md", "Meters"))
                .containsExactlyInAnyOrderElementsOf(found(
                        "\"(carnet[.][a-z.]+)\"",
                        metrics.resolve("SessionMeters.java"),
                        metrics.resolve("StoreMeters.java")));
    }

    /** What replaces a manager's or Spring Session's setting is a setting. */
    @Test
    void settings_for_those_who_come_from_elsewhere() throws IOException {
        Set<String> names = CarnetConfig.knownSettings().values().stream()
                .flatMap(each -> Stream.concat(Stream.of(each.name()), each.aliases().stream()))
                .collect(Collectors.toSet());
        Set<String> properties = CarnetConfig.knownSettings().keySet().stream()
                .map(each -> "carnet." + each.toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toSet());
        properties.addAll(List.of("carnet.enabled", "carnet.initialize-schema", "carnet.filter-order"));

        assertThat(codeInLastCells("docs/from-containers.md", "[a-z]+(_[a-z]+)*"))
                .hasSizeGreaterThan(20)
                .isSubsetOf(names);
        assertThat(codeInLastCells("docs/from-spring-session.md", "carnet[.][a-z.-]*[a-z]"))
                .hasSizeGreaterThan(5)
                .isSubsetOf(properties);
    }

    private static Set<String> codeInLastCells(String page, String pattern) throws IOException {
        Pattern code = Pattern.compile("`(" + pattern + ")`");
        return Files.readAllLines(HOUSE.resolve(page)).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(line.lastIndexOf(" | ")))
                .flatMap(cell -> code.matcher(cell).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** The log's words for properties of Spring Session's are complete as far as the page is. */
    @Test
    void spring_sessions_properties() throws IOException {
        String code = Files.readString(
                HOUSE.resolve("spring/common/src/main/java/dev/carnet/spring/SpringSessionProperties.java"));

        assertThat(firstCells("docs/from-spring-session.md", "Property by property"))
                .flatExtracting(cell -> List.of(cell.split("[, ]+")))
                .filteredOn(each -> each.startsWith("spring.session."))
                .hasSizeGreaterThan(12)
                .allSatisfy(each -> assertThat(code).contains('"' + each.substring("spring.session.".length()) + '"'));
    }

    @Test
    void exit_codes() throws IOException {
        assertThat(firstCells("docs/events.md", "Exit codes"))
                .containsExactlyInAnyOrderElementsOf(found(
                        "int [A-Z]+ = (\\d+);", Path.of("cli/src/main/java/dev/carnet/cli/command/ExitCode.java")));
    }
}

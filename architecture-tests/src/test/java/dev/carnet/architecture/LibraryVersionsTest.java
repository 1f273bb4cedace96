package dev.carnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of library versions says what the build tests. */
class LibraryVersionsTest {
    private static final Path ROOT = Path.of("..");

    /** The property that holds the version, without {@code .version}, and the module that is tested on the lowest one. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "Jedis", List.of("jedis", "stores/redis"),
            "MongoDB driver", List.of("mongodb", "stores/mongodb"),
            "HikariCP", List.of("hikaricp", "stores/jdbc"),
            "Hazelcast", List.of("hazelcast", "stores/hazelcast"),
            "Jackson", List.of("jackson", "json"),
            "Jackson annotations", List.of("jackson-annotations", "json"),
            "Jakarta Persistence", List.of("persistence", "stores/jpa"),
            "Hibernate", List.of("hibernate", "stores/jpa"),
            "Micrometer", List.of("micrometer", "metrics"));

    /**
     * A line of the page's table.
     *
     * @param highest empty where another library chooses it
     */
    record Range(String library, String lowest, String highest) {}

    static List<Range> ranges() throws Exception {
        Pattern line = Pattern.compile("^\\| ([^|]+) \\| ([0-9][^ ]*) \\| ([^|]+) \\| `carnet-", Pattern.MULTILINE);
        Matcher found = line.matcher(Files.readString(ROOT.resolve("docs/versions.md")));
        return found.results()
                .map(each -> new Range(
                        each.group(1),
                        each.group(2),
                        Character.isDigit(each.group(3).charAt(0)) ? each.group(3) : ""))
                .toList();
    }

    @Test
    void every_library_has_its_line() throws Exception {
        assertThat(ranges().stream().map(Range::library)).containsExactlyInAnyOrderElementsOf(LIBRARIES.keySet());
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void a_line_says_the_versions_that_are_tested(Range range) throws Exception {
        List<String> library = LIBRARIES.get(range.library());
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String property = library.get(0);

        assertThat(pom).contains(element(property + ".lowest.version", range.lowest()));
        if (!range.highest().isEmpty()) {
            assertThat(pom).contains(element(property + ".version", range.highest()));
        }
        assertThat(Files.readString(ROOT.resolve(library.get(1)).resolve("pom.xml")))
                .contains("<id>lowest-version</id>", "${" + property + ".lowest.version}");
    }

    @Test
    void every_lowest_version_stands_in_a_line() throws Exception {
        Stream<String> properties = Pattern.compile("<([a-z-]+)[.]lowest[.]version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(each -> each.group(1))
                // Comes with Hibernate 6.
                .filter(each -> !each.startsWith("hibernate-"));

        assertThat(properties)
                .containsExactlyInAnyOrderElementsOf(
                        LIBRARIES.values().stream().map(each -> each.get(0)).toList());
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }
}

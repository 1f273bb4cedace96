package dev.carnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.encryption.EncryptionKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code in the documentation is code: Java stands in {@link Snippets} or in an example, YAML is read as a configuration, links
 * lead somewhere.
 */
class DocumentationTest {
    private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w+)\\n(.*?)^\\1```$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(HOUSE.resolve("docs"))) {
            List<Path> pages =
                    docs.filter(each -> each.toString().endsWith(".md")).toList();
            return Stream.concat(
                    pages.stream(),
                    Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(HOUSE::resolve));
        }
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> block.group(3).replaceAll("(?m)^" + block.group(1), ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void java_in_a_page_is_compiled_here(Path page) throws IOException {
        String compiled = compiled();

        assertThat(blocks(page, "java"))
                .allSatisfy(block ->
                        assertThat(compiled).contains(withoutMargin(block).strip()));
    }

    private static String withoutMargin(String text) {
        return text.replaceAll("(?m)^ +", "");
    }

    private static String compiled() throws IOException {
        Path snippets = Path.of("src/test/java", Snippets.class.getName().replace('.', '/') + ".java");
        StringBuilder compiled = new StringBuilder(Files.readString(snippets));
        try (Stream<Path> examples = Files.walk(HOUSE.resolve("examples"))) {
            for (Path each :
                    (Iterable<Path>) examples.filter(file -> file.toString().endsWith(".java"))::iterator) {
                compiled.append(Files.readString(each));
            }
        }
        return withoutMargin(compiled.toString());
    }

    private static @Nullable String variable(String name) {
        return name.endsWith("_KEY") ? EncryptionKeys.newKey() : System.getenv(name);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void yaml_in_a_page_is_a_configuration(Path page, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("carnet.yml");
        for (String block : blocks(page, "yaml")) {
            Files.writeString(file, block);
            assertThat(CarnetConfig.loadWithoutClasses(file, DocumentationTest::variable)
                            .session())
                    .isNotEmpty();
        }
    }

    @Test
    void dependencies_in_the_readme_are_those_of_an_example() throws IOException {
        List<String> poms = new ArrayList<>();
        try (Stream<Path> examples = Files.walk(HOUSE.resolve("examples"), 2)) {
            for (Path each : (Iterable<Path>) examples.filter(file -> file.endsWith("pom.xml"))::iterator) {
                poms.add(Files.readString(each).replaceAll("\\s", ""));
            }
        }

        assertThat(blocks(HOUSE.resolve("README.md"), "xml"))
                .filteredOn(block -> block.contains("<dependency>"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.replaceAll("\\s", "").split("(?=<dependency>)"))
                        .allSatisfy(each -> assertThat(poms).anyMatch(pom -> pom.contains(each))));
    }

    @Test
    void the_configurations_of_the_readme_are_those_of_examples() throws IOException {
        assertThat(blocks(HOUSE.resolve("README.md"), "yaml"))
                .contains(Files.readString(HOUSE.resolve("examples/servlet/carnet.yml")));
        assertThat(blocks(HOUSE.resolve("README.md"), "xml"))
                .contains(Files.readString(HOUSE.resolve("examples/war-tomcat/conf/context.xml")));
        assertThat(blocks(HOUSE.resolve("README.md"), "properties"))
                .contains(Files.readString(
                        HOUSE.resolve("examples/spring-boot/src/main/resources/application.properties")));
    }

    @Test
    void the_poms_first_lines_alone_say_where_the_repository_is_published() throws IOException {
        String pom = Files.readString(HOUSE.resolve("pom.xml"));
        String address = pom.substring(pom.indexOf("<url>https://") + "<url>".length(), pom.indexOf("</url>"));

        assertThat(pom.split(Pattern.quote(address), -1)).hasSize(2);
        try (Stream<Path> all = Files.walk(HOUSE)) {
            assertThat(all.filter(each ->
                                    each.toString().matches(".*[.](md|yml|xml|java|mod|html|svg|css|js|properties)"))
                            .filter(each -> !HOUSE.relativize(each).toString().matches("(.*/)?(target|[.]git)/.*"))
                            .filter(each -> !each.equals(HOUSE.resolve("pom.xml"))))
                    .noneSatisfy(each -> assertThat(each).content().contains(address));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_lead_somewhere(Path page) throws IOException {
        assertThat(LINK.matcher(Files.readString(page)).results().map(MatchResult::group))
                .allSatisfy(link ->
                        assertThat(page.resolveSibling(link.substring(2))).exists());
    }
}

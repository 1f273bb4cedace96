package dev.carnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What an application gets: jars that name their modules, and one list of versions that belong together. */
class PackagingTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> FOR_THIS_BUILD_ALONE =
            Set.of("carnet-test-servers", "carnet-container-tests", "carnet-demo", "carnet-cli");

    private static final Set<String> WITHOUT_A_JAR = Set.of("bom", "examples", "distribution");

    static List<String> modules() throws Exception {
        return texts(ROOT, "//modules/module");
    }

    static List<String> modulesWithAJar() throws Exception {
        return modules().stream()
                .filter(module -> !WITHOUT_A_JAR.contains(module) && !module.startsWith("spring/checks/"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modulesWithAJar")
    void every_jar_names_its_module(String module) throws Exception {
        assertThat(texts(ROOT.resolve(module), "/project/properties/module.name"))
                .singleElement()
                .asString()
                .matches("dev[.]carnet([.][a-z0-9]+)+");
    }

    @Test
    void the_bill_of_materials_lists_what_applications_use() throws Exception {
        String managed = "/project/dependencyManagement/dependencies/dependency[groupId='dev.carnet']/artifactId";
        Set<String> published = texts(ROOT, managed).stream()
                .filter(artifact -> !FOR_THIS_BUILD_ALONE.contains(artifact))
                .collect(Collectors.toSet());

        assertThat(texts(ROOT.resolve("bom"), managed)).containsExactlyInAnyOrderElementsOf(published);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void install_and_deploy_publish_what_applications_use(String module) throws Exception {
        Path folder = ROOT.resolve(module);
        String artifact = texts(folder, "/project/artifactId").get(0);
        boolean published = module.equals("bom")
                || texts(ROOT.resolve("bom"), "//dependencyManagement//artifactId")
                        .contains(artifact);
        List<String> skip = published ? List.of() : List.of("true");

        assertThat(texts(folder, "/project/properties/maven.install.skip")).isEqualTo(skip);
        assertThat(texts(folder, "/project/properties/maven.deploy.skip")).isEqualTo(skip);
    }

    /** Maven Central refuses a jar without them; ReleaseTest looks at the jars themselves. */
    @ParameterizedTest
    @MethodSource("modulesWithAJar")
    void a_jar_without_classes_of_its_own_says_where_sources_and_documentation_are(String module) throws Exception {
        Path main = ROOT.resolve(module).resolve("src/main");
        boolean hasClasses = Files.isDirectory(main.resolve("java"));
        boolean hasSources = hasClasses || Files.isDirectory(main.resolve("resources"));
        List<String> skip = texts(ROOT.resolve(module), "/project/properties/maven.deploy.skip");

        assertThat(texts(ROOT.resolve(module), "/project/properties/carnet.javadoc.elsewhere"))
                .isEqualTo(hasClasses || !skip.isEmpty() ? List.of() : List.of("package"));
        assertThat(texts(ROOT.resolve(module), "/project/properties/carnet.sources.elsewhere"))
                .isEqualTo(hasSources || !skip.isEmpty() ? List.of() : List.of("package"));
    }

    private static List<String> texts(Path folder, String path) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("pom.xml").toFile());
        XPath xpath = XPathFactory.newInstance().newXPath();
        NodeList found = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(at -> found.item(at).getTextContent())
                .toList();
    }
}

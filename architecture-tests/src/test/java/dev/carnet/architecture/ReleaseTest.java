package dev.carnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.architecture.Checkout.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -Prelease deploy} gives: all that Maven Central asks for, and no break of the public API. */
@EnabledIfSystemProperty(named = "carnet.test.full", matches = "true", disabledReason = "takes minutes: -Pfull")
@Timeout(1800)
class ReleaseTest {
    private static final String LOCAL_REPOSITORY = System.getProperty("carnet.test.localRepository");
    private static final int WHOLE_MINUTES = 25;
    private static final String OLD = "0.0.1-planted";
    private static final List<String> QUICK = List.of(
            "-B", "-ntp", "-Prelease", "-Dmaven.test.skip=true", "-Dspotless.check.skip=true", "-Dinvoker.skip=true");

    private static Checkout checkout;

    @TempDir
    private static Path repository;

    @BeforeAll
    static void checkOut() throws IOException {
        checkout = Checkout.fresh();
    }

    private static Run maven(Map<String, String> variables, String... args) throws IOException {
        Map<String, String> all = new HashMap<>(variables);
        all.put("LC_ALL", "C.UTF-8");
        // Maven deploys nothing offline, not even into a folder.
        all.put("MAVEN_ARGS", "-Dmaven.repo.local=" + LOCAL_REPOSITORY);
        return checkout.start(
                checkout.resolve(""),
                all,
                "mvnw",
                Stream.concat(QUICK.stream(), Stream.of(args)).toArray(String[]::new));
    }

    @Test
    void maven_central_would_take_what_is_deployed_and_an_example_builds_with_it() throws Exception {
        SigningKey key = SigningKey.make("for a test");
        Run deploy = maven(
                Map.of("MAVEN_GPG_KEY", key.armoured(), "MAVEN_GPG_PASSPHRASE", key.passphrase()),
                "deploy",
                "-Dmaven.install.skip=true",
                "-DaltDeploymentRepository=local::" + repository.toUri());
        assertThat(deploy.await(WHOLE_MINUTES)).as(deploy.out() + deploy.err()).isZero();

        DeployedArtifacts deployed = new DeployedArtifacts(repository.resolve("dev/carnet"), key);
        Set<String> published = new HashSet<>(bom());
        published.addAll(List.of("carnet-bom", "carnet-parent"));
        assertThat(deployed.artifacts()).isEqualTo(published);
        assertThat(deployed.faults()).isEmpty();
        assertThat(deploy.out()).doesNotContainPattern("(?m)^\\[WARNING].*[.]java:");

        example();
    }

    /** A project with a local repository of its own, which gets Carnet from the folder alone. */
    private static void example() throws Exception {
        Path settings = repository.resolve("settings.xml");
        Files.writeString(
                settings,
                Files.readString(checkout.resolve("examples/settings.xml"))
                        .replace(
                                "@localRepositoryUrl@",
                                Path.of(LOCAL_REPOSITORY).toUri().toString())
                        .replaceFirst(
                                "<repositories>",
                                "<repositories><repository><id>central-to-be</id><url>" + repository.toUri()
                                        + "</url></repository>"));
        Run build = checkout.start(
                checkout.resolve("examples/plain"),
                Map.of("LC_ALL", "C.UTF-8", "MAVEN_ARGS", "-Dmaven.repo.local=" + repository.resolve("own")),
                "mvnw",
                "-B",
                "-ntp",
                "-f",
                checkout.resolve("examples/plain").toString(),
                "-s",
                settings.toString(),
                "verify");
        assertThat(build.await()).as(build.out() + build.err()).isZero();
    }

    private static List<String> bom() throws IOException {
        return Pattern.compile("<artifactId>(carnet-[^<]+)</artifactId>")
                .matcher(Files.readString(checkout.resolve("bom/pom.xml")))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    @Test
    void one_script_sets_the_version_of_everything() throws Exception {
        Run set = checkout.start("release/set-version", "7.6.5");
        assertThat(set.await()).as(set.err()).isZero();
        try {
            for (String each : List.of("pom.xml", "README.md", "docs/spring.md", "examples/war-tomcat/pom.xml")) {
                assertThat(checkout.resolve(each)).content().contains("7.6.5").doesNotContain("-SNAPSHOT");
            }
        } finally {
            assertThat(checkout.start("release/set-version", version()).await()).isZero();
        }
    }

    /** Of this source tree. */
    private static String version() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        return pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
    }

    @Test
    void what_the_last_release_had_and_this_one_lacks_stops_it() throws Exception {
        Run before = maven(Map.of(), "-pl", "core", "package");
        assertThat(before.await()).as(before.out() + before.err()).isZero();
        Path old = Path.of(LOCAL_REPOSITORY, "dev/carnet/carnet-core", OLD);
        Files.createDirectories(old);
        Path jar = old.resolve("carnet-core-" + OLD + ".jar");
        Path pom = old.resolve("carnet-core-" + OLD + ".pom");
        try {
            plant(checkout.resolve("core/target"), jar);
            Files.writeString(
                    pom,
                    "<project><modelVersion>4.0.0</modelVersion><groupId>dev.carnet</groupId>"
                            + "<artifactId>carnet-core</artifactId><version>" + OLD + "</version></project>");

            Run release = maven(
                    Map.of(),
                    "-pl",
                    "core",
                    "-Dgpg.skip=true",
                    "-Dmaven.javadoc.skip=true",
                    "-Dcarnet.previous.version=" + OLD,
                    "verify");

            assertThat(release.await()).isNotZero();
            assertThat(release.out()).contains(Planted.class.getSimpleName(), "CLASS_REMOVED");
        } finally {
            Files.deleteIfExists(jar);
            Files.deleteIfExists(pom);
            Files.deleteIfExists(old);
        }
    }

    /** Copies the library with one class more. */
    private static void plant(Path target, Path jar) throws IOException {
        try (Stream<Path> jars = Files.list(target)) {
            Files.copy(
                    jars.filter(each -> each.toString().matches(".*/carnet-core-[^-]+(-SNAPSHOT)?[.]jar"))
                            .findFirst()
                            .orElseThrow(),
                    jar);
        }
        String name = Planted.class.getName().replace('.', '/') + ".class";
        try (FileSystem archive = FileSystems.newFileSystem(jar);
                InputStream planted = ReleaseTest.class.getClassLoader().getResourceAsStream(name)) {
            Path place = archive.getPath(name);
            Files.createDirectories(place.getParent());
            Files.copy(planted, place);
        }
    }

    /** A class of the release before, which this one lacks. */
    public static final class Planted {
        private Planted() {}
    }
}

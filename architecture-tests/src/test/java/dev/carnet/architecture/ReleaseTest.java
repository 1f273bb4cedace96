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
import java.util.List;
import java.util.Map;
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
    void a_library_a_module_above_it_and_the_bill_of_materials_are_deployed_whole_and_signed() throws Exception {
        SigningKey key = SigningKey.make("for a test");
        Run deploy = maven(
                Map.of("MAVEN_GPG_KEY", key.armoured(), "MAVEN_GPG_PASSPHRASE", key.passphrase()),
                "-pl",
                ".,core,fallback,bom",
                "deploy",
                "-DaltDeploymentRepository=local::" + repository.toUri());
        assertThat(deploy.await()).as(deploy.out() + deploy.err()).isZero();

        assertThat(files("carnet-core"))
                .hasSize(4)
                .allSatisfy(each -> assertThat(key.hasSigned(each)).isTrue());
        assertThat(files("carnet-fallback"))
                .hasSize(4)
                .allSatisfy(each -> assertThat(key.hasSigned(each)).isTrue());
        assertThat(files("carnet-bom"))
                .hasSize(1)
                .allSatisfy(each -> assertThat(key.hasSigned(each)).isTrue());
        String parent = Files.readString(files("carnet-parent").get(0));
        assertThat(parent).contains("<name>", "<description>", "<url>", "<licenses>", "<developers>", "<scm");
    }

    /** What is deployed of an artifact, without signatures, checksums and Maven's own lists. */
    private static List<Path> files(String artifact) throws IOException {
        try (Stream<Path> all = Files.walk(repository.resolve("dev/carnet").resolve(artifact))) {
            return all.filter(each -> each.toString().matches(".*[.](jar|pom)"))
                    .sorted()
                    .toList();
        }
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
                    jars.filter(each -> each.toString().endsWith("SNAPSHOT.jar"))
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

package dev.carnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.architecture.Checkout.Run;
import dev.carnet.config.CarnetConfig;
import dev.carnet.demo.DemoConfig;
import dev.carnet.spi.setup.StoreSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's two commands in a fresh checkout, and what the script {@code carnet} makes of builds that go wrong. */
@Timeout(900)
class FreshMachineTest {
    private static final Map<String, String> NO_BUILD_SUCCEEDS =
            Map.of("LC_ALL", "C.UTF-8", "MAVEN_ARGS", "--no-such-option");
    private static final String BUILDING = "carnet: building the command line";
    private static final String WAITING = "carnet: another build is running, waiting";

    private static Checkout checkout;
    private static Run first;
    private static Run second;

    @TempDir
    private Path directory;

    /** Ends a first build in its midst, then starts two at once. */
    @BeforeAll
    static void build() throws Exception {
        checkout = Checkout.fresh();
        Run killed = checkout.start("carnet", "--version");
        Path lock = checkout.resolve("target/command-line/building/pid");
        while (Files.notExists(lock) && killed.process().isAlive()) {
            Thread.onSpinWait();
        }
        killed.killAll();
        assertThat(lock).exists();

        first = checkout.start("carnet", "--version");
        second = checkout.start("carnet", "--version");
        assertThat(first.await()).as(first.err()).isZero();
        assertThat(second.await()).as(second.err()).isZero();
    }

    private static Path lastBuild() {
        return checkout.resolve("target/command-line/built");
    }

    @Test
    void two_at_once_build_once_though_a_killed_build_left_its_lock() throws Exception {
        assertThat(List.of(first.out(), second.out())).allMatch(out -> out.startsWith("carnet "));
        assertThat(List.of(first.err(), second.err()))
                .anyMatch(err -> err.contains(BUILDING))
                .anyMatch(err -> err.contains(WAITING) && !err.contains(BUILDING));
    }

    @Test
    void what_is_built_is_started_without_a_build() throws Exception {
        Run again = checkout.start(directory, NO_BUILD_SUCCEEDS, "carnet", "--version");

        assertThat(again.await()).isZero();
        assertThat(again.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core/src/main/java/dev/carnet/Session.java", "pom.xml", "cli/pom.xml", ".mvn/jvm.config"})
    void a_changed_source_is_a_reason_to_build(String source) throws Exception {
        Files.setLastModifiedTime(checkout.resolve(source), FileTime.from(Instant.now()));

        wantsABuild();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo/src/main/resources",
                "cli/src/main/java/dev/carnet/cli/terminal/Table.java",
                ".mvn/jvm.config"
            })
    void a_deleted_source_is_a_reason_to_build(String source) throws Exception {
        Path deleted = checkout.resolve(source);
        Path kept = directory.resolve("kept");
        Files.move(deleted, kept);
        try {
            wantsABuild();
        } finally {
            Files.move(kept, deleted);
            takeForFresh();
        }
    }

    private void wantsABuild() throws Exception {
        Run run = checkout.start(directory, NO_BUILD_SUCCEEDS, "carnet", "--version");
        try {
            assertThat(run.await()).isEqualTo(2);
            assertThat(run.err()).contains(BUILDING, "the build failed");
            assertThat(run.out()).isEmpty();
        } finally {
            takeForFresh();
        }
    }

    private static void takeForFresh() throws IOException {
        Files.setLastModifiedTime(lastBuild(), FileTime.from(Instant.now()));
    }

    @Test
    void a_build_that_fails_late_is_not_taken_for_a_good_one() throws Exception {
        Path pom = checkout.resolve("cli/pom.xml");
        String good = Files.readString(pom);
        String last = Files.readString(lastBuild());
        // The jar is there by then, and its libraries are not.
        Files.writeString(pom, good.replace("${project.build.directory}/lib", "/dev/null/lib"));
        try {
            for (int attempt = 0; attempt < 2; attempt++) {
                Run run = checkout.start("carnet", "--version");

                assertThat(run.await()).as(run.err()).isEqualTo(2);
                assertThat(run.err()).contains("the build failed");
                assertThat(run.out()).isEmpty();
                assertThat(lastBuild()).hasContent(last);
            }
        } finally {
            Files.writeString(pom, good);
            takeForFresh();
        }
    }

    static Stream<Map<String, String>> locales() {
        return Stream.of(
                Map.of("LANG", "C.UTF-8"),
                Map.of(),
                Map.of("LC_ALL", "POSIX"),
                Map.of("LANG", "xx_XX.UTF-8"),
                Map.of("LC_ALL", "xx_XX.UTF-8"),
                Map.of("LANG", "C.UTF-8", "LC_CTYPE", "UTF-8"),
                Map.of("LANG", "C.UTF-8", "LC_TIME", "xx_XX.UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("locales")
    void a_user_outside_ascii_is_found_in_a_folder_outside_ascii(Map<String, String> locale) throws Exception {
        Path folder = Files.createDirectory(directory.resolve("Süß und salzig"));
        CarnetConfig config = DemoConfig.sqlite(folder.resolve("carnet.db"));
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        try (SessionEngine engine = config.open()) {
            Session session = engine.newSession();
            session.setPrincipal("Zoë");
            engine.flush(session);
        }

        Run list = checkout.start(folder, locale, "carnet", "list", "-u", "Zoë");

        assertThat(list.await()).as(list.err()).isZero();
        assertThat(list.out()).contains("Zoë");
        assertThat(list.err()).isEmpty();
    }

    /** The module that starts real servers, whose programs are the likeliest to stumble over such a folder. */
    @Test
    void the_tests_run_in_such_a_folder() throws IOException, InterruptedException {
        Run verify = checkout.start("mvnw", "--batch-mode", "verify", "--projects", "test-servers");

        assertThat(verify.await()).as(verify.out()).isZero();
        assertThat(verify.out()).contains("BUILD SUCCESS").containsPattern("Tests run: [1-9]");
    }
}

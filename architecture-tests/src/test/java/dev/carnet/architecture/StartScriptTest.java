package dev.carnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the start scripts say where there is no Java for them, before anything is built or started. */
class StartScriptTest {
    private static final Path HOUSE = Path.of("").toAbsolutePath().getParent();
    private static final int USAGE = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"carnet", "distribution/bin/carnet"})
    void a_java_home_that_leads_nowhere(String script) throws Exception {
        assertThat(run(script, folder.resolve("no java")))
                .startsWith("carnet: JAVA_HOME is " + folder.resolve("no java") + ", but there is no program ")
                .endsWith("17 or newer\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"carnet", "distribution/bin/carnet"})
    void a_java_that_is_too_old(String script) throws Exception {
        assertThat(run(script, java("11.0.2"))).contains("/java is Java 11; install ");
        assertThat(run(script, java("1.8.0_292"))).contains("/java is Java 8; install ");
    }

    /** A folder that looks like a Java of that version. */
    private Path java(String version) throws IOException {
        Path home = folder.resolve("java " + version);
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.createFile(program, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"A test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private String run(String script, Path javaHome) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(HOUSE.resolve(script).toString(), "--version")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(USAGE);
        return said;
    }
}

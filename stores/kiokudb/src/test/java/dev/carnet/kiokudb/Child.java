package dev.carnet.kiokudb;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that runs a class of the tests, and can be killed. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader printed;
    private final Path errors;

    Child(Path errors, Class<?> main, String... args) throws IOException {
        this.errors = errors;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dorg.sqlite.tmpdir=" + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(args));
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        printed = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The next line it prints; an error if it ends instead. */
    String line() throws IOException {
        String line = printed.readLine();
        if (line == null) {
            throw new IllegalStateException("the process has ended: " + Files.readString(errors));
        }
        return line;
    }

    /** Lets a child go on that waits for its input to end. */
    void goOn() throws IOException {
        process.getOutputStream().close();
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

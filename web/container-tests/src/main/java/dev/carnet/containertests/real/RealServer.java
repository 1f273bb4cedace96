package dev.carnet.containertests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A container as it is downloaded, in a process of its own, which keeps the sessions of the tests' application in Carnet. */
public abstract class RealServer implements AutoCloseable {
    private final Path base;
    private Process process;
    private int port;

    protected RealServer(Path base) {
        this.base = base;
    }

    /** Starts the process. */
    protected abstract Process run() throws IOException;

    /** Where it listens; 0 as long as its log does not say that it has started. */
    protected abstract int portIn(String log);

    /** Starts it, or starts it again. */
    public final void start() throws Exception {
        Files.deleteIfExists(log());
        process = run();
        port = 0;
        while (port == 0) {
            boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
            port = Files.exists(log()) ? portIn(Files.readString(log())) : 0;
            if (port == 0 && ended) {
                throw new IllegalStateException("the container has ended: " + Files.readString(log()));
            }
        }
    }

    public final Path base() {
        return base;
    }

    public final Path log() {
        return base.resolve("logs/out.log");
    }

    public final int port() {
        return port;
    }

    public final long pid() {
        return process.pid();
    }

    public final String url(String path) {
        return "http://localhost:" + port + "/shop" + path;
    }

    /** As if its machine had failed: SIGKILL. */
    public final void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public final void close() throws InterruptedException {
        kill();
    }

    /** A JVM of this one's kind, which logs to {@link #log}. */
    protected final Process java(Map<String, String> properties, List<String> arguments) throws IOException {
        Path temp = Files.createDirectories(base.resolve("temp"));
        Files.createDirectories(base.resolve("logs"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + temp,
                "-Dorg.sqlite.tmpdir=" + temp));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }
}

package com.example.cart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Jetty that the build has put together, as a process of its own on a free port. */
final class JettyProcess implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("jetty.home"));
    private static final Path BASE = Path.of(System.getProperty("jetty.base"));
    private static final Pattern STARTED =
            Pattern.compile("Started oejs[.]ServerConnector.*:(\\d+)}.*Started oejs[.]Server@", Pattern.DOTALL);

    private final Process process;
    private final URI page;

    private JettyProcess(Process process, URI page) {
        this.process = process;
        this.page = page;
    }

    /** Adds Jetty's modules to its base, once. */
    static void addModules() throws IOException, InterruptedException {
        Path log = BASE.resolve("add.log");
        Process add = java(log, "--add-modules=http,ee11-deploy,ee11-annotations,carnet,carnet-jdbc");
        if (add.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
    }

    static JettyProcess start() throws IOException, InterruptedException {
        Path log = BASE.resolve("jetty.log");
        Process process = java(log, "jetty.http.port=0");
        Matcher started = STARTED.matcher("");
        while (!started.reset(Files.readString(log)).find()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(Files.readString(log));
            }
        }
        return new JettyProcess(process, URI.create("http://localhost:" + started.group(1) + "/cart/"));
    }

    private static Process java(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(BASE.resolve("work")));
        command.add("-jar");
        command.add(HOME.resolve("start.jar").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(BASE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    URI page(String path) {
        return page.resolve(path);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}

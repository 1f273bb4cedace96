package com.example.shop;

import dev.carnet.testservers.FreshDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One instance of the shop, a process of its own. */
final class Instance implements AutoCloseable {
    private static final Path JAR = Path.of("../../../examples/target/projects/shop/target/shop-1.0.jar");
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Process process;
    private final Path log;
    private int port;

    private Instance(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Begins to start; {@link #await} waits for the end of that. */
    static Instance start(FreshDatabase database, String name, String... arguments) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath().normalize()
                    + " is missing: the module examples builds it, verify -pl examples -am");
        }
        Path log = Files.createDirectories(Path.of("target/shop")).resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.hikari.maximum-pool-size=3"));
        command.addAll(List.of(arguments));
        return new Instance(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** Waits until it answers requests. */
    Instance await() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (true) {
            String said = Files.readString(log);
            Matcher started = STARTED.matcher(said);
            if (started.find()) {
                port = Integer.parseInt(started.group(1));
                return this;
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IOException("the shop does not start: " + said);
            }
        }
    }

    /** Cookies know no port, so all instances are one site to a browser. */
    String url(String path) {
        return "http://localhost:" + port + path;
    }

    String port() {
        return String.valueOf(port);
    }

    /** As {@code kill -9}: nothing is told, nothing is written. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        try {
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url("/"))).build(), BodyHandlers.discarding());
        } catch (IOException nobodyListens) {
            return;
        }
        throw new IOException("the killed instance still answers");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}

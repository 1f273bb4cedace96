package com.example.welcome;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Tomcat that the build has put together, as a process of its own on a free port. */
final class TomcatProcess implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("tomcat.home"));

    private final int port;
    private final Process process;

    private TomcatProcess(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** @param base an empty folder for what belongs to this process */
    static TomcatProcess start(Path base) throws IOException, InterruptedException {
        copy(HOME.resolve("conf"), base.resolve("conf"));
        copy(HOME.resolve("webapps/welcome.war"), base.resolve("webapps/welcome.war"));
        Files.createDirectories(base.resolve("temp"));
        int port = freePort();
        Path server = base.resolve("conf/server.xml");
        Files.writeString(
                server,
                Files.readString(server)
                        .replace("port=\"8080\"", "port=\"" + port + "\"")
                        .replace("port=\"8005\"", "port=\"-1\""));
        Path log = base.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        HOME.resolve("bin/bootstrap.jar") + File.pathSeparator + HOME.resolve("bin/tomcat-juli.jar"),
                        "-Dcatalina.home=" + HOME,
                        "-Dcatalina.base=" + base,
                        "-Djava.io.tmpdir=" + base.resolve("temp"),
                        "org.apache.catalina.startup.Bootstrap")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!Files.readString(log).contains("Server startup in")) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(Files.readString(log));
            }
        }
        return new TomcatProcess(port, process);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI page(String path) {
        return URI.create("http://localhost:" + port + "/welcome/" + path);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}

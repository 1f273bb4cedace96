package dev.carnet.jetty.bundle;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A node of the real Jetty in a process of its own, set up as the guide says, with the test's WAR. */
final class RealJetty implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("carnet.test.jetty"));
    private static final Path BUNDLE = Path.of(System.getProperty("carnet.test.bundle"));
    private static final Pattern STARTED =
            Pattern.compile("Started oejs[.]ServerConnector.*:(\\d+)}.*Started oejs[.]Server@", Pattern.DOTALL);

    private final Process process;
    private final int port;

    private RealJetty(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static RealJetty start(Path base, Path database) throws Exception {
        unpack(BUNDLE, base);
        Path driver = Path.of(org.sqlite
                .JDBC
                .class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(
                driver,
                base.resolve("lib/carnet/jdbc").resolve(driver.getFileName().toString()));
        Files.writeString(base.resolve("carnet.yml"), """
                session: DBI
                encryption:
                  key: %s
                engines:
                  session:
                    DBI:
                      dsn: jdbc:sqlite:%s
                allowed_packages: [com.example.shop]
                """.formatted("A".repeat(43), database));
        Process add =
                run(base, "add.log", "--add-modules=http,ee11-deploy,demo-realm,carnet,carnet-jdbc,carnet-encryption");
        if (add.waitFor() != 0) {
            throw new IllegalStateException("modules were not added: " + Files.readString(base.resolve("add.log")));
        }
        Path users = Files.writeString(base.resolve("etc/users.properties"), "ada: secret-of-ada,user");
        war(base.resolve("webapps/shop.war"));
        Process process =
                run(base, "out.log", "jetty.http.host=127.0.0.1", "jetty.http.port=0", "jetty.demo.realm=" + users);
        return new RealJetty(process, awaitPort(process, base.resolve("out.log")));
    }

    private static Process run(Path base, String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("work")),
                "-jar",
                HOME.resolve("start.jar").toString(),
                "jetty.base=" + base));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(base.resolve(log).toFile())
                .start();
    }

    private static int awaitPort(Process process, Path log) throws Exception {
        while (true) {
            Matcher started = STARTED.matcher(Files.readString(log));
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Jetty has ended: " + Files.readString(log));
            }
        }
    }

    private static void unpack(Path zip, Path to) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(zip)) {
            copy(inside.getPath("/"), to);
        }
    }

    private static void war(Path target) throws IOException, URISyntaxException {
        Path classes = Path.of(RealJetty.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (FileSystem war =
                FileSystems.newFileSystem(URI.create("jar:" + target.toUri()), Map.of("create", "true"))) {
            copy(classes.resolve("webapp"), war.getPath("/"));
            copy(classes.resolve("com"), war.getPath("/WEB-INF/classes/com"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + "/shop" + path;
    }

    /** As if its machine had failed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}

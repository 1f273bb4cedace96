package dev.carnet.tomcat.bundle;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** A node of the real Tomcat in a process of its own, with the bundles in its lib and one WAR. */
final class RealTomcat implements AutoCloseable {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("carnet.test.tomcat"));
    private static final String BUNDLE = System.getProperty("carnet.test.bundle");
    private static final Path APPLICATION = Path.of("..", "tomcat");

    private final Path base;
    private final int port;
    private final Process process;

    private RealTomcat(Path base, int port, Process process) {
        this.base = base;
        this.port = port;
        this.process = process;
    }

    static RealTomcat start(Path base, Path war, Path database) throws Exception {
        for (String each : List.of("webapps", "logs", "temp", "work", "lib")) {
            Files.createDirectories(base.resolve(each));
        }
        copy(DISTRIBUTION.resolve("conf"), base.resolve("conf"));
        for (Path jar : List.of(
                Path.of(BUNDLE + ".jar"),
                Path.of(BUNDLE + "-jdbc.jar"),
                Path.of(BUNDLE + "-encryption.jar"),
                jarOf(org.sqlite.JDBC.class))) {
            Files.copy(jar, base.resolve("lib").resolve(jar.getFileName().toString()));
        }
        int port = freePort();
        edit(base.resolve("conf/server.xml"), "port=\"8080\"", "port=\"" + port + "\"");
        edit(base.resolve("conf/server.xml"), "port=\"8005\"", "port=\"-1\"");
        edit(
                base.resolve("conf/tomcat-users.xml"),
                "</tomcat-users>",
                "<role rolename=\"user\"/><user username=\"ada\" password=\"secret-of-ada\" roles=\"user\"/></tomcat-users>");
        edit(
                base.resolve("conf/context.xml"),
                "</Context>",
                "<Manager className=\"dev.carnet.tomcat.CarnetManager\" config=\"carnet.yml\"/></Context>");
        Files.writeString(base.resolve("conf/carnet.yml"), """
                session: DBI
                encryption:
                  key: %s
                engines:
                  session:
                    DBI:
                      dsn: jdbc:sqlite:%s
                allowed_packages: [com.example.shop]
                """.formatted("A".repeat(43), database));
        copy(war, base.resolve("webapps/shop"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-cp",
                DISTRIBUTION.resolve("bin/bootstrap.jar")
                        + File.pathSeparator
                        + DISTRIBUTION.resolve("bin/tomcat-juli.jar"),
                "-Dcatalina.home=" + DISTRIBUTION,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-Dorg.sqlite.tmpdir=" + base.resolve("temp"),
                "org.apache.catalina.startup.Bootstrap",
                "start");
        builder.redirectErrorStream(true)
                .redirectOutput(base.resolve("logs/out.log").toFile());
        RealTomcat started = new RealTomcat(base, port, builder.start());
        started.awaitStart();
        return started;
    }

    private void awaitStart() throws Exception {
        Path log = base.resolve("logs/out.log");
        while (!Files.readString(log).contains("Server startup in")) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Tomcat has ended: " + Files.readString(log));
            }
        }
    }

    /** The test application of the module beside this one, as a WAR, with Weld. */
    static Path war(Path target) throws Exception {
        copy(APPLICATION.resolve("src/test/webapp"), target);
        Path shop = Path.of("com/example/shop");
        copy(
                APPLICATION.resolve("target/test-classes").resolve(shop),
                target.resolve("WEB-INF/classes").resolve(shop));
        Path lib = Files.createDirectories(target.resolve("WEB-INF/lib"));
        Files.copy(jarOf(EnhancedListener.class), lib.resolve("weld.jar"));
        Files.writeString(
                target.resolve("WEB-INF/beans.xml"),
                "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>");
        return target;
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void edit(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
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
        return "http://localhost:" + port + "/shop" + path;
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

package dev.carnet.containertests.real;

import dev.carnet.containertests.ShopWar;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tomcat, set up as the guide says. */
public final class RealTomcat extends RealServer {
    private static final String LOGIN = "<role rolename=\"user\"/>"
            + "<user username=\"ada\" password=\"secret-of-ada\" roles=\"user\"/></tomcat-users>";

    private final Path distribution;
    private final int port;

    private RealTomcat(Path base, Path distribution, int port) {
        super(base);
        this.distribution = distribution;
        this.port = port;
    }

    /**
     * Sets one up, without an application.
     *
     * @param base its folder, which is new
     * @param distribution the unpacked download
     * @param bundle the bundles' file name up to the classifier
     * @param configuration {@code carnet.yml}
     */
    public static RealTomcat in(Path base, Path distribution, String bundle, Backend backend, String configuration)
            throws IOException {
        for (String each : List.of("webapps", "logs", "work", "lib")) {
            Files.createDirectories(base.resolve(each));
        }
        ShopWar.copy(distribution.resolve("conf"), base.resolve("conf"));
        copyInto(base.resolve("lib"), Path.of(bundle + ".jar"));
        copyInto(base.resolve("lib"), Path.of(bundle + "-" + backend.bundle() + ".jar"));
        copyInto(base.resolve("lib"), Path.of(bundle + "-encryption.jar"));
        if (backend.driver().isPresent()) {
            copyInto(base.resolve("lib"), backend.driver().get());
        }
        int port = freePort();
        Path server = base.resolve("conf/server.xml");
        edit(server, "port=\"8080\"", "port=\"" + port + "\"");
        edit(server, "port=\"8005\"", "port=\"-1\"");
        // Looks for a new WAR each second, not each tenth.
        edit(server, "<Engine name=\"Catalina\"", "<Engine name=\"Catalina\" backgroundProcessorDelay=\"1\"");
        edit(base.resolve("conf/tomcat-users.xml"), "</tomcat-users>", LOGIN);
        edit(
                base.resolve("conf/context.xml"),
                "</Context>",
                "<Manager className=\"dev.carnet.tomcat.CarnetManager\" config=\"carnet.yml\"/></Context>");
        Files.writeString(base.resolve("conf/carnet.yml"), configuration);
        return new RealTomcat(base, distribution, port);
    }

    private static void copyInto(Path folder, Path file) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalStateException(file + " has no " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    protected Process run() throws IOException {
        return java(
                Map.of("catalina.home", distribution.toString(), "catalina.base", base().toString()),
                List.of(
                        "-cp",
                        distribution.resolve("bin/bootstrap.jar")
                                + File.pathSeparator
                                + distribution.resolve("bin/tomcat-juli.jar"),
                        "org.apache.catalina.startup.Bootstrap",
                        "start"));
    }

    @Override
    protected int portIn(String log) {
        return log.contains("Server startup in") ? port : 0;
    }
}

package dev.carnet.containertests.real;

import dev.carnet.containertests.ShopWar;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jetty, set up as the guide says. */
public final class RealJetty extends RealServer {
    private static final Pattern STARTED =
            Pattern.compile("Started (?:oejs[.])?ServerConnector.*:(\\d+)}.*Started oejs[.]Server@", Pattern.DOTALL);

    private final Path home;

    private RealJetty(Path base, Path home) {
        super(base);
        this.home = home;
    }

    /**
     * Sets one up, without an application.
     *
     * @param base {@code jetty.base}, which is new
     * @param home {@code jetty.home}, the unpacked download
     * @param zip the module
     * @param ee {@code ee11} or {@code ee10}: what the applications are written for
     * @param configuration {@code carnet.yml}
     */
    public static RealJetty in(Path base, Path home, Path zip, String ee, Backend backend, String configuration)
            throws IOException, InterruptedException {
        try (FileSystem inside = FileSystems.newFileSystem(zip)) {
            ShopWar.copy(inside.getPath("/"), base);
        }
        if (backend.driver().isPresent()) {
            Path driver = backend.driver().get();
            Files.copy(
                    driver,
                    base.resolve("lib/carnet/jdbc").resolve(driver.getFileName().toString()));
        }
        Files.writeString(base.resolve("carnet.yml"), configuration);
        RealJetty jetty = new RealJetty(base, home);
        String modules = "http," + ee + "-deploy," + ee + "-jsp," + ee + "-annotations," + ee
                + "-cdi,demo-realm,carnet-encryption,carnet-" + backend.bundle();
        if (jetty.start("--add-modules=" + modules).waitFor() != 0) {
            throw new IllegalStateException("modules were not added: " + Files.readString(jetty.log()));
        }
        Files.writeString(base.resolve("etc/users.properties"), "ada: secret-of-ada,user");
        return jetty;
    }

    private Process start(String... arguments) throws IOException {
        List<String> all =
                new ArrayList<>(List.of("-jar", home.resolve("start.jar").toString(), "jetty.base=" + base()));
        all.addAll(List.of(arguments));
        return java(Map.of(), all);
    }

    @Override
    protected Process run() throws IOException {
        return start(
                "jetty.http.port=0",
                "jetty.deploy.scanInterval=1",
                "jetty.demo.realm=" + base().resolve("etc/users.properties"));
    }

    @Override
    protected int portIn(String log) {
        Matcher started = STARTED.matcher(log);
        return started.find() ? Integer.parseInt(started.group(1)) : 0;
    }
}

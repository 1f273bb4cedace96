package dev.carnet.tomcat;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.ShopWar;
import dev.carnet.containertests.WatchedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.Wrapper;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** An embedded Tomcat with an application whose classes are its own, as a WAR's are. */
final class TomcatNode implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("java.io.tmpdir"));
    static final String ALLOWED = "\nallowed_types: [com.example.shop.Cart]\n";

    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final CarnetManager manager = new CarnetManager();
    private final WatchedStore store = new WatchedStore();

    private TomcatNode(Path base) {
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        tomcat.addUser("ada", "secret-of-ada");
        tomcat.addRole("ada", "user");
        tomcat.addUser("bob", "secret-of-bob");
        context = shop(tomcat, "/shop", war(), manager);
    }

    /** A node that is not started. */
    static TomcatNode of() {
        try {
            Files.createDirectories(HOME);
            return new TomcatNode(Files.createTempDirectory(HOME, "node"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TomcatNode started(String yaml) throws Exception {
        return started(yaml, InstantSource.system());
    }

    static TomcatNode started(String yaml, InstantSource clock) throws Exception {
        return started(yaml, clock, ALLOWED);
    }

    /** @param allowed what else stands in the file, such as the classes that are allowed */
    static TomcatNode started(String yaml, InstantSource clock, String allowed) throws Exception {
        TomcatNode node = of();
        // Once with the application's loader, as from a file.
        Path file = Files.writeString(Files.createTempFile(HOME, "carnet", ".yml"), yaml + allowed);
        node.manager.setConfig(file.toString());
        node.manager.customize(engine -> engine.clock(clock).decorate(node.store::around));
        node.start();
        return node;
    }

    static String sqlite() throws IOException {
        Files.createDirectories(HOME);
        Path file = Files.createTempDirectory(HOME, "store").resolve("carnet.db");
        return "session: DBI\nengines:\n  session:\n    DBI:\n      dsn: jdbc:sqlite:" + file + "\n";
    }

    /** An exploded WAR of the test's pages and classes. */
    static Path war() {
        try {
            return ShopWar.unpack(Files.createTempDirectory(HOME, "shop"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Context shop(Tomcat tomcat, String name, Path war, CarnetManager manager) {
        return shop(tomcat.getHost(), name, war, manager);
    }

    static Context shop(Host host, String name, Path war, CarnetManager manager) {
        StandardContext context = new StandardContext();
        String path = name.replaceFirst("##.*", "");
        context.setPath(path);
        if (name.contains("##")) {
            context.setWebappVersion(name.substring(path.length() + 2));
        }
        context.setName(name);
        context.setDocBase(war.toFile().getAbsolutePath());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(new Tomcat().noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        StandardJarScanner nothing = new StandardJarScanner();
        nothing.setScanClassPath(false);
        nothing.setScanManifest(false);
        context.setJarScanner(nothing);
        Wrapper pages = context.createWrapper();
        pages.setName("default");
        pages.setServletClass(DefaultServlet.class.getName());
        context.addChild(pages);
        context.addServletMapping("/", "default");
        context.setContainerSciFilter("org.jboss.weld");
        context.setManager(manager);
        host.addChild(context);
        return context;
    }

    void start() throws Exception {
        tomcat.start();
    }

    Tomcat tomcat() {
        return tomcat;
    }

    Context context() {
        return context;
    }

    CarnetManager manager() {
        return manager;
    }

    SessionEngine engine() {
        return manager.engine();
    }

    WatchedStore store() {
        return store;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** What the application was told since the last call. */
    @SuppressWarnings("unchecked")
    List<String> takeTold() {
        Collection<String> told =
                (Collection<String>) context.getServletContext().getAttribute("told");
        if (told == null) {
            return List.of();
        }
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    static CarnetConfig config(String yaml) {
        return CarnetConfig.parse("test", yaml);
    }

    static FormAuthenticator withoutCache() {
        FormAuthenticator authenticator = new FormAuthenticator();
        authenticator.setCache(false);
        return authenticator;
    }
}

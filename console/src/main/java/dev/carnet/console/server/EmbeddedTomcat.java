package dev.carnet.console.server;

import dev.carnet.error.ConfigurationException;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.loader.ParallelWebappClassLoader;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Tomcat with one application: no JSP, no scanning, no sessions of its own. Thread-safe. */
public final class EmbeddedTomcat {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedTomcat.class);
    /** The address that no other machine reaches. */
    public static final String LOOPBACK = "localhost";

    private static final int LAST_PRIVILEGED_PORT = 1023;
    private static final int MOST_FORM_BYTES = 64 * 1024;

    /** The longest wait for requests under way. Less than the 30 seconds after which Kubernetes kills a process. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Tomcat tomcat;
    private final int port;

    private EmbeddedTomcat(Tomcat tomcat, int port) {
        this.tomcat = tomcat;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param errorPage the application's path that answers errors; null for Tomcat's own terse page
     * @param address a name or number of this machine's to listen on
     * @param port where to listen; 0 picks a free one
     * @throws ConfigurationException if address or port cannot be had
     */
    public static EmbeddedTomcat start(
            ServletContainerInitializer application, @Nullable String errorPage, String address, int port) {
        TomcatLog.throughSlf4j();
        Tomcat tomcat = new Tomcat();
        Path folder = workingFolder();
        try {
            tomcat.setBaseDir(folder.toString());
            tomcat.setConnector(connector(address, port));
            prepare(tomcat.addContext("", null), application, errorPage);
            tomcat.getHost().getPipeline().addValve(terseErrors());
            tomcat.start();
            return new EmbeddedTomcat(tomcat, tomcat.getConnector().getLocalPort());
        } catch (LifecycleException e) {
            stop(tomcat);
            throw new ConfigurationException(whyNot(address, port, e), e);
        } finally {
            forget(folder);
        }
    }

    private static Connector connector(String address, int port) {
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", address);
        connector.setProperty("bindOnInit", "false"); // or the port could not be closed before the connections
        connector.setMaxPostSize(MOST_FORM_BYTES);
        connector.setThrowOnFailure(true);
        return connector;
    }

    private static void prepare(Context context, ServletContainerInitializer application, @Nullable String errorPage) {
        context.addServletContainerInitializer(application, Set.of());
        if (errorPage != null) {
            context.addErrorPage(everyError(errorPage));
        }
        context.setLoader(loader());
    }

    /** The application's classes are the process's own: Tomcat need not search for what it would leave behind. */
    private static WebappLoader loader() {
        WebappLoader loader = new WebappLoader();
        loader.setLoaderInstance(new ParallelWebappClassLoader(EmbeddedTomcat.class.getClassLoader()) {
            @Override
            protected void clearReferences() {}
        });
        return loader;
    }

    private static ErrorPage everyError(String path) {
        ErrorPage page = new ErrorPage();
        page.setLocation(path);
        return page;
    }

    /** For requests so malformed that they never reach the application. */
    private static ErrorReportValve terseErrors() {
        ErrorReportValve valve = new ErrorReportValve();
        valve.setShowReport(false);
        valve.setShowServerInfo(false);
        return valve;
    }

    private static String whyNot(String address, int port, LifecycleException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                if (cause.getMessage() != null && cause.getMessage().contains("assign requested address")) {
                    return "this machine has no address '" + address + "'; give one of its own, or " + LOOPBACK;
                }
                boolean inUse = cause instanceof BindException && port > LAST_PRIVILEGED_PORT;
                String problem = inUse ? "is in use" : "cannot be opened (" + cause.getMessage() + ")";
                return "port " + port + " " + problem + "; choose another with --port";
            }
        }
        return "the server cannot be started: " + e.getMessage();
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /**
     * Takes no more connections and requests, waits until the answers to those under way are written, and stops. Tomcat by
     * itself waits for 2 seconds, and for the application only, not for its answer to be written.
     */
    public void stop() {
        ProtocolHandler protocol = tomcat.getConnector().getProtocolHandler();
        tomcat.getConnector().pause();
        protocol.closeServerSocketGraceful();
        if (protocol.getExecutor() instanceof ExecutorService workers) {
            await(workers);
        }
        stop(tomcat);
    }

    private static void await(ExecutorService workers) {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Requests still run after {} s; they are aborted", LONGEST_STOP.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            LOG.warn("Tomcat did not stop cleanly", e);
        }
    }

    private static Path workingFolder() {
        try {
            return Files.createTempDirectory("carnet-");
        } catch (IOException e) {
            throw new ConfigurationException(
                    "no temporary folder can be created in " + System.getProperty("java.io.tmpdir")
                            + "; set a writable one with -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    /**
     * Removes the folder that Tomcat asks for when it starts: this application never writes there, and what is gone already
     * no kill can leave behind. Tomcat notes it for the whole process, and would make it anew at the next start.
     */
    private static void forget(Path folder) {
        System.clearProperty(Globals.CATALINA_HOME_PROP);
        System.clearProperty(Globals.CATALINA_BASE_PROP);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be removed; it is no longer needed", folder, e);
        }
    }
}

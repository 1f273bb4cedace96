package dev.carnet.demo;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.console.ConsoleServlet;
import dev.carnet.console.server.EmbeddedTomcat;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The demo application, running. Thread-safe. */
public final class DemoServer implements AutoCloseable {
    private final SessionEngine engine;
    private final EmbeddedTomcat tomcat;
    private final String consoleToken;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread closeOnExit = new Thread(this::close, "carnet-demo-exit");

    private DemoServer(SessionEngine engine, EmbeddedTomcat tomcat, String consoleToken) {
        this.engine = engine;
        this.tomcat = tomcat;
        this.consoleToken = consoleToken;
    }

    /**
     * Opens the store, and serves the application on this machine's loopback address until it is closed or the process ends.
     * Creates and changes nothing in the store but sessions: what it lacks, {@code carnet init} makes.
     *
     * @param port where to listen; 0 picks a free one
     * @throws dev.carnet.error.ConfigurationException if the port cannot be had, or the configuration does not fit together
     * @throws dev.carnet.error.SessionStoreException if the store cannot be reached
     */
    public static DemoServer start(CarnetConfig config, int port) {
        SessionEngine engine = config.open(more -> more.decorate(store -> new Plug(store, InstantSource.system())));
        try {
            String token = ConsoleServlet.newToken();
            DemoServer server = new DemoServer(engine, serve(new DemoApplication(engine, config, token), port), token);
            Runtime.getRuntime().addShutdownHook(server.closeOnExit);
            return server;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static EmbeddedTomcat serve(DemoApplication application, int port) {
        return EmbeddedTomcat.start(application, ErrorServlet.PATH, EmbeddedTomcat.LOOPBACK, port);
    }

    /** The port it listens on. */
    public int port() {
        return tomcat.port();
    }

    /** Where a browser finds it. */
    public URI uri() {
        return URI.create("http://localhost:" + port() + "/");
    }

    /** Where a browser finds the operator's console. */
    public URI consoleUri() {
        return uri().resolve(DemoApplication.CONSOLE);
    }

    /** What the console asks for; another one at each start. */
    public String consoleToken() {
        return consoleToken;
    }

    /** Waits until it is closed, or this thread is interrupted. */
    public void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes no more requests, lets those under way end, and closes the store, in this order: whose change is stored, gets the
     * answer. Does nothing the second time.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            forgetHook();
            try {
                tomcat.stop();
            } finally {
                engine.close();
                closed.countDown();
            }
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeOnExit);
        } catch (IllegalStateException exiting) {
            // then it is the hook that closes
        }
    }
}

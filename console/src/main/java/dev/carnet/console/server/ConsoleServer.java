package dev.carnet.console.server;

import dev.carnet.console.ConsoleServlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletRegistration;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The console as a server of its own; needs Tomcat on the class path. Thread-safe. */
public final class ConsoleServer implements AutoCloseable {
    private final EmbeddedTomcat tomcat;
    private final String address;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread closeOnExit = new Thread(this::close, "carnet-console-exit");

    private ConsoleServer(EmbeddedTomcat tomcat, String address) {
        this.tomcat = tomcat;
        this.address = address;
    }

    /**
     * Serves the console until it is closed or the process ends.
     *
     * @param address a name or number of this machine's; {@link EmbeddedTomcat#LOOPBACK} if no other machine is to reach it
     * @param port where to listen; 0 picks a free one
     * @throws dev.carnet.error.ConfigurationException if address or port cannot be had
     */
    public static ConsoleServer start(ConsoleServlet console, String address, int port) {
        ConsoleServer server =
                new ConsoleServer(EmbeddedTomcat.start(application(console), null, address, port), address);
        Runtime.getRuntime().addShutdownHook(server.closeOnExit);
        return server;
    }

    private static ServletContainerInitializer application(ConsoleServlet console) {
        return (none, context) -> {
            context.setRequestCharacterEncoding("UTF-8");
            context.setSessionTrackingModes(Set.of());
            ServletRegistration.Dynamic servlet = context.addServlet("console", console);
            servlet.addMapping("/*");
            servlet.setLoadOnStartup(1);
        };
    }

    /** The port it listens on. */
    public int port() {
        return tomcat.port();
    }

    /** Where a browser on this machine finds it. */
    public URI uri() {
        boolean everywhere = address.equals("0.0.0.0") || address.equals("::");
        String host = everywhere ? EmbeddedTomcat.LOOPBACK : address.contains(":") ? "[" + address + "]" : address;
        return URI.create("http://" + host + ":" + port() + "/");
    }

    /** Waits until it is closed, or this thread is interrupted. */
    public void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more requests and lets those under way end. Does nothing the second time. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try {
                Runtime.getRuntime().removeShutdownHook(closeOnExit);
            } catch (IllegalStateException exiting) {
                // then it is the hook that closes
            }
            try {
                tomcat.stop();
            } finally {
                closed.countDown();
            }
        }
    }
}

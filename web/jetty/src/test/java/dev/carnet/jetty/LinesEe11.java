package dev.carnet.jetty;

import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.lines.CookieListener;
import dev.carnet.containertests.lines.LineServlet;
import dev.carnet.containertests.lines.OtherServlet;
import dev.carnet.containertests.lines.SessionLinesContract;
import dev.carnet.containertests.lines.ToldEvents;
import dev.carnet.jetty.ee11.CarnetSessionHandler;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** The applications of the TCK's lines on Jetty with Jakarta EE 11. */
record LinesEe11(Server server) implements SessionLinesContract.Server {
    static LinesEe11 start(boolean withCarnet) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        for (String path : new String[] {"/lines", "/other", "/cookies"}) {
            contexts.addHandler(context(path, withCarnet));
        }
        server.setHandler(contexts);
        server.start();
        return new LinesEe11(server);
    }

    private static ServletContextHandler context(String path, boolean withCarnet) {
        ServletContextHandler context = new ServletContextHandler(path);
        context.setCrossContextDispatchSupported(true);
        SessionHandler sessions = new SessionHandler();
        if (withCarnet) {
            CarnetSessionHandler kept = new CarnetSessionHandler();
            kept.setConfiguration(CarnetConfig.builder()
                    .session("Memory")
                    // Else sessions live a minute longer, as clocks may differ.
                    .options(SessionOptions.builder()
                            .clockTolerance(Duration.ZERO)
                            .build())
                    .allow(AllowedTypes.of(ToldEvents.Value.class))
                    .build());
            sessions = kept;
        }
        context.setSessionHandler(sessions);
        context.addServlet(new ServletHolder("lines", new LineServlet()), "/do");
        context.addServlet(new ServletHolder("other", new OtherServlet()), "/*");
        context.addEventListener(path.equals("/cookies") ? new CookieListener() : new ToldEvents());
        return context;
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}

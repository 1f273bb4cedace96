package dev.carnet.jetty;

import dev.carnet.SessionEngine;
import dev.carnet.jetty.ee11.CarnetSessionHandler;
import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with Jakarta EE 11. */
record JettyNodeEe11(Server server, CarnetSessionHandler sessions) implements JettyNode {
    static JettyNode start(Setup setup) throws Exception {
        Server server = new Server();
        server.addConnector(Connectors.plain(server));
        ServletContextHandler context = new ServletContextHandler("/");
        CarnetSessionHandler sessions = new CarnetSessionHandler();
        sessions.setConfiguration(setup.config());
        sessions.setScope(setup.scope());
        sessions.setCustomizer(setup.customizer());
        if (setup.tracksByUrl()) {
            sessions.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE, SessionTrackingMode.URL));
        }
        context.setSessionHandler(sessions);
        context.addEventListener(setup.told());
        if (setup.login()) {
            context.setSecurityHandler(Logins.form());
        }
        ServletHolder servlet = new ServletHolder("app", new App(setup.told()));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return new JettyNodeEe11(server, sessions);
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public SessionEngine engine() {
        return sessions.getEngine();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}

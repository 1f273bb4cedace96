package dev.carnet.jetty;

import java.net.InetAddress;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** How the tests' nodes are reached. */
final class Connectors {
    private Connectors() {}

    /** HTTP 1.1, and 2 without TLS. */
    static Connector plain(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        return connector;
    }
}

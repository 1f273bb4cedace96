package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.benchmarks.Application;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.Site;
import dev.carnet.benchmarks.http.HttpSite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.JDBCSessionDataStoreFactory;
import org.eclipse.jetty.session.NullSessionCache;

/** Jetty's JDBC session data store without a cache, which is what it has for sessions that several servers share. */
final class JettyJdbc extends ServerContender {
    private final Jdbc place;

    JettyJdbc(Jdbc place) {
        super("Jetty JDBC");
        this.place = place;
    }

    @Override
    public Site openServer(Payload payload) throws Exception {
        HikariDataSource pool = place.pool();
        place.run("DROP TABLE IF EXISTS JettySessions");
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.setSessionHandler(sessions(pool));
        context.addServlet(new ServletHolder(new Application(payload)), "/*");
        server.setHandler(context);
        server.start();
        return new HttpSite(((ServerConnector) server.getConnectors()[0]).getLocalPort(), () -> {
            server.stop();
            pool.close();
        });
    }

    private SessionHandler sessions(HikariDataSource pool) {
        DatabaseAdaptor adaptor = new DatabaseAdaptor();
        adaptor.setDatasource(pool);
        adaptor.setBlobType(place.server().blobType());
        JDBCSessionDataStoreFactory factory = new JDBCSessionDataStoreFactory();
        factory.setDatabaseAdaptor(adaptor);
        SessionHandler handler = new SessionHandler();
        NullSessionCache cache = new NullSessionCache(handler);
        cache.setSessionDataStore(factory.getSessionDataStore(handler));
        handler.setSessionCache(cache);
        return handler;
    }
}

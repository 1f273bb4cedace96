package dev.carnet.benchmarks.contenders;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.http.HttpSite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.JDBCSessionDataStoreFactory;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.SessionCache;

/** Jetty's JDBC session data store. */
final class JettyJdbc extends ServerContender {
    private static final int SAVE_PERIOD_SECONDS = 60;

    private final Jdbc place;
    private final boolean cached;

    private JettyJdbc(String name, Jdbc place, boolean cached) {
        super(name);
        this.place = place;
        this.cached = cached;
    }

    /** Without a cache, which is what it has for sessions that several servers share. */
    static JettyJdbc plain(Jdbc place) {
        return new JettyJdbc("Jetty JDBC", place, false);
    }

    /**
     * At its cheapest: sessions stay in memory, and one that was only read is stored once in a minute. What another server
     * changes is not seen.
     */
    static JettyJdbc cached(Jdbc place) {
        return new JettyJdbc("Jetty JDBC, cached", place, true);
    }

    @Override
    public RunningSite openServer(Payload payload) throws Exception {
        HikariDataSource pool = place.pool();
        place.run("DROP TABLE IF EXISTS JettySessions");
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.setSessionHandler(sessions(pool));
        context.addServlet(new ServletHolder(new BenchApplication(payload)), "/*");
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
        if (cached) {
            factory.setSavePeriodSec(SAVE_PERIOD_SECONDS);
        }
        SessionHandler handler = new SessionHandler();
        SessionCache cache = cached ? new DefaultSessionCache(handler) : new NullSessionCache(handler);
        cache.setSessionDataStore(factory.getSessionDataStore(handler));
        handler.setSessionCache(cache);
        return handler;
    }
}

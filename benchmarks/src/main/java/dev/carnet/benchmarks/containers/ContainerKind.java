package dev.carnet.benchmarks.containers;

import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.contenders.Closing;
import dev.carnet.benchmarks.http.HttpSite;
import dev.carnet.benchmarks.http.TomcatServer;
import dev.carnet.config.CarnetConfig;
import dev.carnet.jetty.ee11.CarnetSessionHandler;
import dev.carnet.servlet.SessionFilter;
import dev.carnet.tomcat.CarnetManager;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A container that Carnet works inside of. */
enum ContainerKind {
    TOMCAT {
        @Override
        RunningSite bare(BenchApplication application) throws Exception {
            return TomcatServer.with(context -> {}, application);
        }

        @Override
        RunningSite filtered(SessionFilter filter, BenchApplication application) throws Exception {
            return TomcatServer.with(filter, application);
        }

        @Override
        RunningSite inside(CarnetConfig config, BenchApplication application) throws Exception {
            CarnetManager manager = new CarnetManager();
            manager.configure(config);
            return TomcatServer.with(context -> context.setManager(manager), application);
        }
    },
    JETTY {
        @Override
        RunningSite bare(BenchApplication application) throws Exception {
            return jetty(new ServletContextHandler("/", ServletContextHandler.SESSIONS), application);
        }

        @Override
        RunningSite filtered(SessionFilter filter, BenchApplication application) throws Exception {
            ServletContextHandler context = new ServletContextHandler("/");
            context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
            return jetty(context, application);
        }

        @Override
        RunningSite inside(CarnetConfig config, BenchApplication application) throws Exception {
            ServletContextHandler context = new ServletContextHandler("/");
            CarnetSessionHandler sessions = new CarnetSessionHandler();
            sessions.setConfiguration(config);
            context.setSessionHandler(sessions);
            return jetty(context, application);
        }
    };

    abstract RunningSite bare(BenchApplication application) throws Exception;

    abstract RunningSite filtered(SessionFilter filter, BenchApplication application) throws Exception;

    abstract RunningSite inside(CarnetConfig config, BenchApplication application) throws Exception;

    RunningSite open(Keeper keeper, CarnetConfig config, BenchApplication application) throws Exception {
        return switch (keeper) {
            case CONTAINER -> bare(application);
            case INSIDE -> inside(config, application);
            case FILTER -> {
                SessionEngine engine = config.open();
                RunningSite site =
                        filtered(SessionFilter.builder(engine, config).build(), application);
                yield new Closing(site, engine::close);
            }
        };
    }

    private static RunningSite jetty(ServletContextHandler context, BenchApplication application) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        context.addServlet(new ServletHolder(application), "/*");
        server.setHandler(context);
        server.start();
        return new HttpSite(((ServerConnector) server.getConnectors()[0]).getLocalPort(), server::stop);
    }
}

package dev.carnet.servlet;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** The servlet containers that every test runs on. */
enum Container {
    TOMCAT {
        @Override
        Running start(Path home, WebApp... apps) throws Exception {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(home.toString());
            tomcat.setHostname("127.0.0.1");
            tomcat.setPort(0);
            tomcat.getConnector();
            for (WebApp app : apps) {
                deploy(tomcat, app);
            }
            tomcat.start();
            return new Running(tomcat.getConnector().getLocalPort(), () -> {
                tomcat.stop();
                tomcat.destroy();
            });
        }

        private void deploy(Tomcat tomcat, WebApp app) {
            Context context = tomcat.addContext(app.path(), null);
            FilterDef filter = new FilterDef();
            filter.setFilterName("carnet");
            filter.setFilter(app.filter());
            filter.setAsyncSupported("true");
            context.addFilterDef(filter);
            FilterMap everything = new FilterMap();
            everything.setFilterName("carnet");
            everything.addURLPattern("/*");
            app.dispatcherTypes().forEach(each -> everything.setDispatcher(each.name()));
            context.addFilterMap(everything);
            Tomcat.addServlet(context, "app", app.servlet()).setAsyncSupported(true);
            context.addServletMapping("/*", "app");
            ErrorPage errorPage = new ErrorPage();
            errorPage.setLocation(WebApp.ERROR_PAGE);
            context.addErrorPage(errorPage);
        }
    },

    JETTY {
        @Override
        Running start(Path home, WebApp... apps) throws Exception {
            Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ContextHandlerCollection contexts = new ContextHandlerCollection();
            for (WebApp app : apps) {
                contexts.addHandler(deployed(app));
            }
            server.setHandler(contexts);
            ServerConnector connector = (ServerConnector) server.getConnectors()[0];
            connector
                    .getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .setHeaderCacheCaseSensitive(true);
            server.start();
            return new Running(connector.getLocalPort(), server::stop);
        }

        private ServletContextHandler deployed(WebApp app) {
            ServletContextHandler context = new ServletContextHandler(app.path().isEmpty() ? "/" : app.path());
            FilterHolder filter = new FilterHolder(app.filter());
            filter.setAsyncSupported(true);
            context.addFilter(filter, "/*", EnumSet.copyOf(app.dispatcherTypes()));
            ServletHolder servlet = new ServletHolder("app", app.servlet());
            servlet.setAsyncSupported(true);
            context.addServlet(servlet, "/*");
            ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
            errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, WebApp.ERROR_PAGE);
            context.setErrorHandler(errors);
            return context;
        }
    };

    /** A server that answers on a port of this machine. */
    record Running(int port, AutoCloseable stop) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            stop.close();
        }
    }

    abstract Running start(Path home, WebApp... apps) throws Exception;

    static final EnumSet<DispatcherType> ALL_DISPATCHES = EnumSet.allOf(DispatcherType.class);
}

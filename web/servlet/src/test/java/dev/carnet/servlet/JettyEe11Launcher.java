package dev.carnet.servlet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Jetty with Jakarta EE 11; the application at the root and the one with settings have sessions of the container's own too, others do not. */
final class JettyEe11Launcher implements Container.Launcher {
    @Override
    public Container.Running start(Path home, WebApp... apps) throws Exception {
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
        return new Container.Running(connector.getLocalPort(), server::stop);
    }

    private ServletContextHandler deployed(WebApp app) {
        ServletContextHandler context = app.path().isEmpty() || app.hasSettings()
                ? new ServletContextHandler(app.path().isEmpty() ? "/" : app.path(), ServletContextHandler.SESSIONS)
                : new ServletContextHandler(app.path());
        if (app.hasSettings()) {
            context.getSessionHandler().setMaxInactiveInterval(60 * WebApp.TIMEOUT_MINUTES);
            context.addEventListener(app.listener());
            WebApp.configure(context.getSessionHandler().getSessionCookieConfig());
            SecurityHandler.PathMapped security = new SecurityHandler.PathMapped();
            security.setAuthenticator(new FormAuthenticator());
            HashLoginService nobody = new HashLoginService();
            nobody.setUserStore(new UserStore());
            security.setLoginService(nobody);
            context.setSecurityHandler(security);
        }
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
}

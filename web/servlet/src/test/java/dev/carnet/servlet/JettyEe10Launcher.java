package dev.carnet.servlet;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.security.Password;

/** Jetty with Jakarta EE 10; {@link WebApp#hasContainersSessions} says which applications have sessions of its own too. */
final class JettyEe10Launcher implements TestedContainer.Launcher {
    @Override
    public TestedContainer.Running start(Path home, WebApp... apps) throws Exception {
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
        return new TestedContainer.Running(connector.getLocalPort(), server::stop);
    }

    private ServletContextHandler deployed(WebApp app) {
        ServletContextHandler context = app.hasContainersSessions()
                ? new ServletContextHandler(app.path().isEmpty() ? "/" : app.path(), ServletContextHandler.SESSIONS)
                : new ServletContextHandler(app.path());
        switch (app.setup()) {
            case NONE, WEBSOCKET -> {}
            case SESSION_CONFIG -> {
                context.getSessionHandler().setMaxInactiveInterval(60 * WebApp.TIMEOUT_MINUTES);
                context.addEventListener(app.listener());
                WebApp.configure(context.getSessionHandler().getSessionCookieConfig());
            }
            case FORM_LOGIN -> {
                context.addEventListener(app.listener());
                context.getSessionHandler().getSessionCookieConfig().setName(WebApp.CLUB_COOKIE);
                context.setSecurityHandler(formLogin());
            }
            case BEANS -> context.addServletContainerInitializer(Weld.initializer());
        }
        FilterHolder filter = new FilterHolder(app.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.copyOf(app.dispatcherTypes()));
        if (app.hasWebSocket()) {
            if (app.setup() != WebApp.Setup.WEBSOCKET) {
                addUpgradesBehind(context);
            }
            JakartaWebSocketServletContainerInitializer.configure(
                    context, (servletContext, container) -> SessionEndpoint.addTo(servletContext));
        }
        ServletHolder servlet = new ServletHolder("app", app.servlet());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, WebApp.ERROR_PAGE);
        context.setErrorHandler(errors);
        return context;
    }

    /** Jetty puts its filter for WebSockets before all others, unless it stands somewhere else already. */
    private static void addUpgradesBehind(ServletContextHandler context) {
        FilterHolder upgrades = new FilterHolder(WebSocketUpgradeFilter.class);
        upgrades.setName(WebSocketUpgradeFilter.class.getName());
        upgrades.setAsyncSupported(true);
        context.addFilter(upgrades, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    private static SecurityHandler formLogin() {
        UserStore users = new UserStore();
        users.addUser(WebApp.USER, new Password(WebApp.PASSWORD), new String[] {WebApp.MEMBER});
        HashLoginService login = new HashLoginService();
        login.setUserStore(users);
        SecurityHandler.PathMapped security = new SecurityHandler.PathMapped();
        security.setAuthenticator(new FormAuthenticator(WebApp.LOGIN_PAGE, "/login-error", false));
        security.setLoginService(login);
        security.put(WebApp.MEMBERS_PAGE, Constraint.from(WebApp.MEMBER));
        return security;
    }
}

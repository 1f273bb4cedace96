package dev.carnet.servlet;

import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Set;

/** Undertow. */
final class UndertowLauncher implements TestedContainer.Launcher {
    @Override
    public TestedContainer.Running start(Path home, WebApp... apps) throws ServletException {
        ServletContainer container = Servlets.newContainer();
        PathHandler paths = new PathHandler();
        for (WebApp app : apps) {
            DeploymentManager deployment = container.addDeployment(described(app));
            deployment.deploy();
            paths.addPrefixPath(app.path().isEmpty() ? "/" : app.path(), deployment.start());
        }
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(8)
                .setHandler(paths)
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return new TestedContainer.Running(address.getPort(), server::stop);
    }

    private static DeploymentInfo described(WebApp app) {
        FilterInfo filter = new FilterInfo("carnet", Filter.class, new ImmediateInstanceFactory<>(app.filter()));
        ServletInfo servlet = new ServletInfo("app", Servlet.class, new ImmediateInstanceFactory<>(app.servlet()));
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowLauncher.class.getClassLoader())
                .setDeploymentName(app.path().isEmpty() ? "root" : app.path())
                .setContextPath(app.path().isEmpty() ? "/" : app.path())
                .setEagerFilterInit(true)
                .addFilter(filter.setAsyncSupported(true))
                .addServlet(servlet.addMapping("/*").setAsyncSupported(true))
                .addErrorPage(Servlets.errorPage(WebApp.ERROR_PAGE));
        switch (app.setup()) {
            case NONE, WEBSOCKET -> {}
            case SESSION_CONFIG ->
                deployment
                        .setDefaultSessionTimeout(60 * WebApp.TIMEOUT_MINUTES)
                        .addListener(listener(app))
                        .addServletContainerInitializer(
                                atStart((none, context) -> WebApp.configure(context.getSessionCookieConfig())));
            case FORM_LOGIN ->
                deployment
                        .setLoginConfig(new LoginConfig("FORM", "realm", WebApp.LOGIN_PAGE, "/login-error"))
                        .setIdentityManager(new OneUser())
                        .addSecurityRole(WebApp.MEMBER)
                        .addSecurityConstraint(new SecurityConstraint()
                                .addWebResourceCollection(
                                        new WebResourceCollection().addUrlPattern(WebApp.MEMBERS_PAGE))
                                .addRoleAllowed(WebApp.MEMBER))
                        .addListener(listener(app))
                        .addServletContainerInitializer(atStart((none, context) ->
                                context.getSessionCookieConfig().setName(WebApp.CLUB_COOKIE)));
            case BEANS -> deployment.addServletContainerInitializer(atStart(Weld.initializer()));
        }
        if (app.hasWebSocket()) {
            deployment.addServletContextAttribute(
                    WebSocketDeploymentInfo.ATTRIBUTE_NAME,
                    new WebSocketDeploymentInfo()
                            .setBuffers(new DefaultByteBufferPool(false, 4096))
                            .addEndpoint(SessionEndpoint.config("/socket")));
        }
        app.dispatcherTypes().forEach(each -> deployment.addFilterUrlMapping("carnet", "/*", each));
        return deployment;
    }

    private static ListenerInfo listener(WebApp app) {
        return new ListenerInfo(ToldListener.class, new ImmediateInstanceFactory<>(app.listener()));
    }

    private static ServletContainerInitializerInfo atStart(ServletContainerInitializer initializer) {
        return new ServletContainerInitializerInfo(
                ServletContainerInitializer.class, new ImmediateInstanceFactory<>(initializer), Set.of());
    }

    /** {@link WebApp#USER}. */
    private static final class OneUser implements IdentityManager, Account {
        @Override
        public Principal getPrincipal() {
            return () -> WebApp.USER;
        }

        @Override
        public Set<String> getRoles() {
            return Set.of(WebApp.MEMBER);
        }

        @Override
        public Account verify(Account account) {
            return account;
        }

        @Override
        public Account verify(String id, Credential credential) {
            boolean known = id.equals(WebApp.USER)
                    && credential instanceof PasswordCredential password
                    && String.valueOf(password.getPassword()).equals(WebApp.PASSWORD);
            return known ? this : null;
        }

        @Override
        public Account verify(Credential credential) {
            return null;
        }
    }
}

package dev.carnet.servlet;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat, whichever version is on the class path. */
final class TomcatLauncher implements TestedContainer.Launcher {
    @Override
    public TestedContainer.Running start(Path home, WebApp... apps) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(home.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector();
        for (WebApp app : apps) {
            deploy(tomcat, app);
        }
        tomcat.start();
        return new TestedContainer.Running(tomcat.getConnector().getLocalPort(), () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    private void deploy(Tomcat tomcat, WebApp app) {
        Context context = tomcat.addContext(app.path(), null);
        switch (app.setup()) {
            case NONE, WEBSOCKET -> {}
            case SESSION_CONFIG -> {
                context.setSessionTimeout(WebApp.TIMEOUT_MINUTES);
                context.addServletContainerInitializer(
                        (none, servletContext) -> {
                            servletContext.addListener(app.listener());
                            WebApp.configure(servletContext.getSessionCookieConfig());
                        },
                        null);
            }
            case FORM_LOGIN -> addFormLogin(tomcat, context, app);
            case BEANS -> context.addServletContainerInitializer(Weld.initializer(), null);
        }
        if (app.hasWebSocket()) {
            context.addServletContainerInitializer(new WsSci(), null);
            context.addServletContainerInitializer(
                    (none, servletContext) -> SessionEndpoint.addTo(servletContext), null);
        }
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

    private static void addFormLogin(Tomcat tomcat, Context context, WebApp app) {
        tomcat.addUser(WebApp.USER, WebApp.PASSWORD);
        tomcat.addRole(WebApp.USER, WebApp.MEMBER);
        context.setLoginConfig(new LoginConfig("FORM", null, WebApp.LOGIN_PAGE, "/login-error"));
        context.getPipeline().addValve(new FormAuthenticator());
        SecurityCollection members = new SecurityCollection();
        members.addPattern(WebApp.MEMBERS_PAGE);
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(members);
        constraint.addAuthRole(WebApp.MEMBER);
        context.addSecurityRole(WebApp.MEMBER);
        context.addConstraint(constraint);
        context.addServletContainerInitializer(
                (none, servletContext) -> {
                    servletContext.addListener(app.listener());
                    servletContext.getSessionCookieConfig().setName(WebApp.CLUB_COOKIE);
                },
                null);
    }
}

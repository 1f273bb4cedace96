package dev.carnet.jetty;

import dev.carnet.jetty.ee11.CarnetConfiguration;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.session.AbstractSessionManager;

/** Web applications of Jakarta EE 11 on Jetty. */
record DeployedEe11(Server server, ContextHandlerCollection contexts) implements Deployed {
    static Deployed start(Path config) throws Exception {
        Server server = new Server();
        server.addConnector(Connectors.plain(server));
        server.setAttribute(CarnetConfiguration.CONFIG, config.toString());
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        server.setHandler(contexts);
        server.start();
        return new DeployedEe11(server, contexts);
    }

    @Override
    public Application deploy(Path war, Consumer<AbstractSessionManager> contextXml) throws Exception {
        WebAppContext context = new WebAppContext();
        context.setContextPath("/shop");
        context.setWar(war.toString());
        HashLoginService users = new HashLoginService();
        users.setUserStore(new UserStore());
        context.getSecurityHandler().setLoginService(users);
        contextXml.accept(context.getSessionHandler());
        context.setThrowUnavailableOnStartupException(true);
        contexts.addHandler(context);
        context.start();
        return new Started(contexts, context);
    }

    /** A started application. */
    record Started(ContextHandlerCollection contexts, WebAppContext context) implements Application {
        @Override
        public ClassLoader loader() {
            return context.getClassLoader();
        }

        @Override
        public AbstractSessionManager sessions() {
            return context.getSessionHandler();
        }

        @Override
        public int listeners() {
            return context.getEventListeners().size()
                    + context.getSessionHandler().getEventListeners().size();
        }

        @Override
        public void restart() throws Exception {
            context.stop();
            context.start();
        }

        @Override
        public void undeploy() throws Exception {
            context.stop();
            contexts.removeHandler(context);
            context.destroy();
        }
    }

    @Override
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}

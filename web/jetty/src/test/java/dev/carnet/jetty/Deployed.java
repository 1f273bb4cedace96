package dev.carnet.jetty;

import dev.carnet.containertests.Browser;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jetty.session.AbstractSessionManager;

/** A running Jetty whose web applications all keep their sessions in Carnet, as its module for {@code jetty.base} does it. */
interface Deployed extends AutoCloseable {
    int port();

    /**
     * Deploys the tests' application under {@code /shop}.
     *
     * @param contextXml sets on Jetty's own session handler what a context XML does
     */
    Application deploy(Path war, Consumer<AbstractSessionManager> contextXml) throws Exception;

    @Override
    void close() throws Exception;

    /** A deployed application. */
    interface Application {
        ClassLoader loader();

        AbstractSessionManager sessions();

        /** How many listeners it has. */
        int listeners();

        void restart() throws Exception;

        void undeploy() throws Exception;
    }

    default Browser browser() {
        return new Browser(port());
    }

    /**
     * Starts one.
     *
     * @param config the {@code carnet.yml} of all applications
     */
    static Deployed start(Path config) throws Exception {
        return System.getProperty("carnet.test.ee", "11").equals("10")
                ? DeployedEe10.start(config)
                : DeployedEe11.start(config);
    }
}

package dev.carnet.jetty;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.Browser;
import dev.carnet.containertests.WatchedStore;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One running Jetty with the tests' application. */
interface JettyNode extends AutoCloseable {
    int port();

    SessionEngine engine();

    @Override
    void close() throws Exception;

    default Browser browser() {
        return new Browser(port());
    }

    /** What there is to be told to a node. */
    record Setup(
            CarnetConfig config,
            String scope,
            boolean login,
            boolean tracksByUrl,
            App.Told told,
            Consumer<SessionEngine.Builder> customizer) {
        /** One file for all nodes. */
        static Setup on(Path folder) {
            return on(CarnetConfig.builder()
                    .session("DBI")
                    .set("dsn", "jdbc:sqlite:" + folder.resolve("sessions.db"))
                    .allow(dev.carnet.options.AllowedTypes.of(App.Lease.class))
                    .build());
        }

        static Setup on(CarnetConfig config) {
            return new Setup(config, "shop", false, false, new App.Told(), engine -> {});
        }

        Setup with(WatchedStore store) {
            return with(engine -> engine.decorate(store::around));
        }

        Setup with(Consumer<SessionEngine.Builder> value) {
            return new Setup(config, scope, login, tracksByUrl, told, customizer.andThen(value));
        }

        Setup withLogin() {
            return new Setup(config, scope, true, tracksByUrl, told, customizer);
        }

        Setup trackedByUrl() {
            return new Setup(config, scope, login, true, told, customizer);
        }

        Setup inScope(String value) {
            return new Setup(config, value, login, tracksByUrl, told, customizer);
        }
    }

    /** Jetty 12.1 with Jakarta EE 11, or what the test's class path has. */
    static JettyNode start(Setup setup) throws Exception {
        return System.getProperty("carnet.test.ee", "11").equals("10")
                ? JettyNodeEe10.start(setup)
                : JettyNodeEe11.start(setup);
    }
}

package dev.carnet.jetty.bundle;

import dev.carnet.containertests.real.Backend;
import dev.carnet.containertests.real.RealJetty;
import dev.carnet.containertests.real.RealServer;
import dev.carnet.containertests.real.WarContract;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real Jetty with the module. */
class JettyBundleWarTest extends WarContract<JettyBundleWarTest.Kind> {
    /** A Jetty, by the property that names the unpacked download, and what its applications are written for. */
    enum Kind {
        JETTY_12_1_EE11("carnet.test.jetty", "ee11"),
        JETTY_12_1_EE10("carnet.test.jetty", "ee10"),
        JETTY_12_0_EE10("carnet.test.jetty-12.0", "ee10");

        private final String home;
        private final String ee;

        Kind(String home, String ee) {
            this.home = home;
            this.ee = ee;
        }
    }

    static Stream<Pair<Kind>> pairs() {
        return always(new Pair<>(Kind.JETTY_12_1_EE11, Backend.REDIS), List.of(Kind.values()));
    }

    @Override
    protected RealServer in(Path base, Pair<Kind> pair, String configuration) throws Exception {
        Path home = Path.of(System.getProperty(pair.kind().home));
        Path zip = Path.of(System.getProperty("carnet.test.bundle"));
        return RealJetty.in(base, home, zip, pair.kind().ee, pair.backend(), configuration);
    }
}

package dev.carnet.tomcat.bundle;

import dev.carnet.containertests.real.Backend;
import dev.carnet.containertests.real.RealServer;
import dev.carnet.containertests.real.RealTomcat;
import dev.carnet.containertests.real.WarContract;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real Tomcat with the bundles. */
class TomcatBundleWarTest extends WarContract<String> {
    private static final String TOMCAT = System.getProperty("carnet.test.tomcat");

    static Stream<Pair<String>> pairs() {
        return always(new Pair<>(TOMCAT, Backend.POSTGRESQL), List.of(TOMCAT));
    }

    @Override
    protected RealServer in(Path base, Pair<String> pair, String configuration) throws Exception {
        String bundle = System.getProperty("carnet.test.bundle");
        return RealTomcat.in(base, Path.of(pair.kind()), bundle, pair.backend(), configuration);
    }
}

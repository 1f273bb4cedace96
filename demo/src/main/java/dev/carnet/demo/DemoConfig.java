package dev.carnet.demo;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.StoreSetup;
import java.nio.file.Path;

/** What the demo runs on unless it is told otherwise. */
public final class DemoConfig {
    private DemoConfig() {}

    /**
     * Sessions in an SQLite file, everything else by default. Creates the file and the table if there is none. A table that is
     * there is left as it is, since it may be another application's.
     */
    public static CarnetConfig created(Path file) {
        CarnetConfig config = sqlite(file);
        try (StoreSetup setup = config.setup()) {
            if (setup.plan().stream().anyMatch(each -> each.startsWith("CREATE TABLE"))) {
                setup.apply();
            }
        }
        return config;
    }

    /**
     * The same; creates nothing.
     */
    public static CarnetConfig sqlite(Path file) {
        return CarnetConfig.builder()
                .session("JDBC")
                .set("url", "jdbc:sqlite:" + file)
                .build();
    }
}

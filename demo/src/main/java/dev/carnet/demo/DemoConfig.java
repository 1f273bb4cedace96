package dev.carnet.demo;

import dev.carnet.config.CarnetConfig;
import java.nio.file.Path;

/** What the demo runs on unless it is told otherwise. */
public final class DemoConfig {
    private DemoConfig() {}

    /**
     * Sessions in an SQLite file, everything else by default.
     *
     * @param file made if it is not there
     */
    public static CarnetConfig sqlite(Path file) {
        return CarnetConfig.builder()
                .session("DBI")
                .set("dsn", "jdbc:sqlite:" + file)
                .build();
    }
}

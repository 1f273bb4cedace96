package dev.carnet.demo;

import dev.carnet.config.CarnetConfig;
import java.nio.file.Path;

/** What the demo runs on unless it is told otherwise. */
public final class DemoConfig {
    private DemoConfig() {}

    /** Sessions in an SQLite file, which is made with its table when the demo starts; everything else by default. */
    public static CarnetConfig sqlite(Path file) {
        return CarnetConfig.builder()
                .session("JDBC")
                .set("url", "jdbc:sqlite:" + file)
                .build();
    }
}

package dev.carnet.containertests.real;

import dev.carnet.containertests.ShopWar;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.util.Optional;

/** A store that the nodes share: its bundle, its part of {@code carnet.yml}, and the driver that the user adds. */
public enum Backend {
    SQLITE("jdbc", org.sqlite.JDBC.class) {
        @Override
        String settings(Path home) {
            return "  JDBC:\n      url: jdbc:sqlite:" + home.resolve("carnet.db");
        }
    },
    POSTGRESQL("jdbc", org.postgresql.Driver.class) {
        @Override
        String settings(Path home) {
            return "  JDBC:\n      create: true\n      url: \""
                    + TestServers.postgres().url("public").replaceFirst("[?].*", "") + "\"\n      user: postgres";
        }
    },
    REDIS("redis", null) {
        @Override
        String settings(Path home) {
            return "  Redis:\n      server: 127.0.0.1:" + TestServers.redis().port();
        }
    },
    MONGODB("mongodb", null) {
        @Override
        String settings(Path home) {
            return "  Mongo:\n      uri: " + TestServers.mongoDbUri() + "/shop";
        }
    };

    private final String bundle;
    private final Class<?> driver;

    Backend(String bundle, Class<?> driver) {
        this.bundle = bundle;
        this.driver = driver;
    }

    abstract String settings(Path home);

    /** The classifier of its bundle. */
    public String bundle() {
        return bundle;
    }

    public Optional<Path> driver() {
        return Optional.ofNullable(driver).map(ShopWar::homeOf);
    }

    /**
     * The configuration, whose sessions are encrypted.
     *
     * @param home a folder that the nodes share
     */
    public String configuration(Path home) {
        String settings = settings(home);
        String engine = settings.substring(0, settings.indexOf(':')).strip();
        return "session: " + engine + "\nengines:\n  session:\n  " + settings + "\nencryption:\n  key: "
                + "A".repeat(43) + "\nallowed_packages: [com.example.shop]\n";
    }
}

package dev.carnet.cli;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.demo.DemoConfig;
import dev.carnet.spi.setup.StoreSetup;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The {@code carnet.db} of a directory, as an application fills it. */
public final class DemoDatabase {
    private final Path file;
    private final CarnetConfig config;

    private DemoDatabase(Path file, CarnetConfig config) {
        this.file = file;
        this.config = config;
    }

    /** Makes it. */
    public static DemoDatabase in(Path directory) {
        Path file = directory.resolve("carnet.db");
        CarnetConfig config = DemoConfig.sqlite(file);
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        return new DemoDatabase(file, config);
    }

    /** Stores a session that began at an instant; gives its handle. */
    public String session(String user, Instant at) {
        return session(at, session -> session.setPrincipal(user));
    }

    /** Stores a session that began at an instant, with what somebody puts into it; gives its handle. */
    public String session(Instant at, Consumer<Session> contents) {
        String[] handle = new String[1];
        at(at, engine -> {
            Session session = engine.newSession();
            contents.accept(session);
            session.put("stored", true);
            handle[0] = engine.flush(session).handle();
        });
        return handle[0];
    }

    /** Does to its file what a person with a shell of SQLite can do. */
    public void sql(String sql, Object... parameters) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Does something with an engine over it. */
    public void use(Consumer<SessionEngine> work) {
        at(Instant.now(), work);
    }

    /** Does something at an instant with an engine over it. */
    public void at(Instant instant, Consumer<SessionEngine> work) {
        try (SessionEngine engine = config.open(builder -> builder.clock(InstantSource.fixed(instant)))) {
            work.accept(engine);
        }
    }
}

package dev.carnet.cli;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.demo.DemoConfig;
import dev.carnet.spi.StoreSetup;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The {@code carnet.db} of a directory, as an application fills it. */
final class DemoDatabase {
    private final CarnetConfig config;

    private DemoDatabase(CarnetConfig config) {
        this.config = config;
    }

    /** Makes it. */
    static DemoDatabase in(Path directory) {
        CarnetConfig config = DemoConfig.sqlite(directory.resolve("carnet.db"));
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        return new DemoDatabase(config);
    }

    /** Stores a session that began at an instant; gives its handle. */
    String session(String user, Instant at) {
        return session(at, session -> session.setPrincipal(user));
    }

    /** Stores a session that began at an instant, with what somebody puts into it; gives its handle. */
    String session(Instant at, Consumer<Session> contents) {
        String[] handle = new String[1];
        at(at, engine -> {
            Session session = engine.newSession();
            contents.accept(session);
            session.put("stored", true);
            handle[0] = engine.flush(session).handle();
        });
        return handle[0];
    }

    /** Does something with an engine over it. */
    void use(Consumer<SessionEngine> work) {
        at(Instant.now(), work);
    }

    /** Does something at an instant with an engine over it. */
    void at(Instant instant, Consumer<SessionEngine> work) {
        try (SessionEngine engine = config.open(builder -> builder.clock(InstantSource.fixed(instant)))) {
            work.accept(engine);
        }
    }
}

package dev.carnet.kiokudb;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Person;
import dev.carnet.testkit.SettableClock;
import java.util.List;
import java.util.Map;

/** Engines as the tests of this store need them: ids are stored as they are, nobody sweeps. */
final class Engines {
    private Engines() {}

    static SessionEngine on(SessionStore store, SettableClock clock) {
        return SessionEngine.builder(store)
                .options(SessionOptions.builder()
                        .hashIds(false)
                        .sweepInterval(null)
                        .build())
                .allow(AllowedTypes.of(Person.class, Person.Couple.class))
                .clock(clock)
                .build();
    }

    static SessionEngine on(SessionStore store) {
        return on(store, new SettableClock());
    }

    /** A stored session that has these attributes. */
    static Session stored(SessionEngine engine, Map<String, ?> attributes) {
        Session session = engine.newSession();
        attributes.forEach(session::put);
        return engine.flush(session);
    }

    @SuppressWarnings("unchecked") // the tests know what they put there
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // the tests know what they put there
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}

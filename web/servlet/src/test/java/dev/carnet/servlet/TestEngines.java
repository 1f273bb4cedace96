package dev.carnet.servlet;

import dev.carnet.SessionEngine;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import java.time.InstantSource;

/** Engines with the JSON codec, which allow the test's own type. */
final class TestEngines {
    private TestEngines() {}

    static SessionEngine over(SessionStore store, InstantSource clock, SessionOptions options) {
        return SessionEngine.builder(store)
                .options(options)
                .clock(clock)
                .allow(AllowedTypes.of(ListenerTest.Note.class))
                .build();
    }
}

package dev.carnet.cli.command;

import dev.carnet.SessionDirectory;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The configuration a command works with.
 *
 * @param source what it was read from, for people
 * @param config what it says
 */
public record Configured(String source, CarnetConfig config) {

    /** The sessions of others: nothing happens to them by itself. */
    public OpenStore open(InstantSource clock) {
        return open(clock, null);
    }

    /**
     * As {@link #open(InstantSource)}, with another bound on what one deletion takes.
     *
     * @param batch the most sessions to delete in one statement, or null for the configured number
     * @throws ConfigurationException if only the application's own process can see its sessions
     */
    public OpenStore open(InstantSource clock, @Nullable Integer batch) {
        SessionStore store = config.openStore();
        if (!store.traits().shared()) {
            store.close();
            throw new ConfigurationException(source + ": '" + config.session()
                    + "' keeps sessions in the memory of the application, where no other process can see them;"
                    + " choose a shared store, such as 'session: JDBC'");
        }
        SessionOptions options = manual(config.options(), batch);
        return new OpenStore(store, SessionDirectory.over(store, options, clock), options);
    }

    /**
     * An engine for sessions that a command makes itself, and nobody else needs.
     *
     * @param life how long one lives at most
     */
    public SessionEngine openForSessionsOfItsOwn(InstantSource clock, Duration life) {
        return config.open(engine -> engine.clock(clock)
                .options(manual(config.options(), null).toBuilder()
                        .maxIdle(life)
                        .lifetime(life)
                        .build()));
    }

    /** The options without the sweeper in the background. */
    private static SessionOptions manual(SessionOptions options, @Nullable Integer batch) {
        return options.toBuilder()
                .sweepInterval(null)
                .sweepBatch(batch == null ? options.sweepBatch() : batch)
                .build();
    }
}

package dev.carnet.spi.setup;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Found through {@link java.util.ServiceLoader} under its configuration name: opens a store from its settings. */
public interface SessionStoreProvider {
    /** The name that {@code session: NAME} chooses it by, such as {@code "DBI"}. */
    String name();

    /** Other names that choose it, in the same places; none by default. */
    default List<String> aliases() {
        return List.of();
    }

    /** Every key it understands under {@code engines.session.NAME}. */
    List<Setting<?>> settings();

    /**
     * The top-level group in which Dancer 1 kept these keys, such as {@code session_options}; empty if they stood at the top
     * level themselves, where then only spellings that begin with the engine's name ({@code mongodb_}) count.
     */
    default Optional<String> dancerGroup() {
        return Optional.empty();
    }

    /**
     * Those of the settings that count at the top level by their plain name too, though it does not begin with the engine's;
     * none by default. Of no use where there is a {@link #dancerGroup}.
     */
    default List<Setting<?>> topLevelSettings() {
        return List.of();
    }

    /**
     * The one of the settings that is this engine's own name for how long a session lives without an access, such as
     * {@code expire}; its default goes before the session's own. Empty if it has none.
     */
    default Optional<Setting<Duration>> idleSetting() {
        return Optional.empty();
    }

    /**
     * Looks at settings that are each well-formed for what does not fit together, without reaching for the store. Called
     * when a configuration is read, so that it is wrong there and not later.
     *
     * @throws ConfigurationException made by {@link Settings#invalid}
     */
    default void check(Settings settings) {}

    /**
     * Called when an application starts, before {@link #open}, and by no tool: makes the store's place where there is none and
     * the settings say that the application may. What is there stays as it is. Does nothing by default.
     *
     * @throws SessionStoreException if the store cannot be reached, or refuses
     */
    default void prepare(Settings settings, SessionOptions options) {}

    /**
     * Opens the store; creates no table.
     *
     * @param options what applies to every store; a technology that deletes expired sessions by itself waits for the {@link
     *     SessionOptions#clockTolerance} as well
     * @throws ConfigurationException if the settings do not fit together
     * @throws SessionStoreException if the store cannot be reached or is not set up; the message says what to do
     */
    SessionStore open(Settings settings, SessionOptions options);

    /** Looks at the store's place without opening it for sessions, and sets it up. */
    default StoreSetup setup(Settings settings, SessionOptions options) {
        return StoreSetup.NOTHING_TO_DO;
    }
}

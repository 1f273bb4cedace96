package dev.carnet.spi.setup;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.carried.CarriedSessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opens a store from its settings. Found by {@link java.util.ServiceLoader} under its configuration name. */
public interface SessionStoreProvider {
    /** The name that selects it in {@code session: NAME}, such as {@code "Redis"}. */
    String name();

    /** Alternative names; none by default. */
    default List<String> aliases() {
        return List.of();
    }

    /** All settings that it supports under {@code engines.session.NAME}. */
    List<Setting<?>> settings();

    /**
     * The top-level group that contains these keys in Dancer 1, such as {@code session_options}; empty if the keys are
     * at the top level, where only spellings that begin with the store's name ({@code mongodb_}) are used.
     */
    default Optional<String> dancerGroup() {
        return Optional.empty();
    }

    /**
     * Settings that are also used at the top level by their plain name, although it does not begin with the store's
     * name; none by default. Ignored if there is a {@link #dancerGroup}.
     */
    default List<Setting<?>> topLevelSettings() {
        return List.of();
    }

    /**
     * The setting that is this store's own name for the idle timeout, such as {@code expire}; its default takes
     * precedence over the general one. Empty if it has none.
     */
    default Optional<Setting<Duration>> idleSetting() {
        return Optional.empty();
    }

    /**
     * Checks that well-formed settings are consistent, without accessing the store. Called when a configuration is read,
     * so that errors appear there and not later.
     *
     * @throws ConfigurationException created by {@link Settings#invalid}
     */
    default void check(Settings settings) {}

    /**
     * Creates what the store needs, such as a table, if it is missing and the settings permit it. Existing objects stay
     * unchanged. Called when an application starts, before {@link #open}, but not by tools. Does nothing by default.
     *
     * @throws SessionStoreException if the store cannot be reached, or refuses
     */
    default void prepare(Settings settings, SessionOptions options) {}

    /**
     * Why this engine can only stand behind another one: visitors carry its sessions in their cookies, and it has no store to
     * open. Empty for every other engine.
     */
    default Optional<String> onlyBehind() {
        return Optional.empty();
    }

    /** Reads what visitors carry, for an engine that can {@linkplain #onlyBehind only stand behind another}; else empty. */
    default Optional<CarriedSessions> carried(Settings settings) {
        return Optional.empty();
    }

    /**
     * Opens the store; creates no table.
     *
     * @param options the options of every store; a technology that deletes expired sessions itself must add the
     *     {@link SessionOptions#clockTolerance}
     * @throws ConfigurationException if the settings are inconsistent
     * @throws SessionStoreException if the store cannot be reached or is not set up; the message contains the remedy
     */
    SessionStore open(Settings settings, SessionOptions options);

    /** Inspects and sets up the store's place without opening it for sessions. */
    default StoreSetup setup(Settings settings, SessionOptions options) {
        return StoreSetup.NOTHING_TO_DO;
    }
}

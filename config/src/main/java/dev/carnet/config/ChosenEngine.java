package dev.carnet.config;

import dev.carnet.spi.setup.SessionStoreProvider;

/**
 * An engine by the name that a configuration gives it, which is the one to show to whoever wrote it.
 *
 * @param name one of the engine's names, in its own spelling
 */
record ChosenEngine(SessionStoreProvider provider, String name) {}

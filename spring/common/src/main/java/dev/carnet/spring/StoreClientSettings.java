package dev.carnet.spring;

import java.util.Map;

/** What a client of the application's says of its server, in an engine's settings. */
@FunctionalInterface
public interface StoreClientSettings {
    /**
     * Key to value, read when the engine is chosen.
     *
     * @throws dev.carnet.error.ConfigurationException if it says something that the engine cannot do
     */
    Map<String, Object> settings();
}

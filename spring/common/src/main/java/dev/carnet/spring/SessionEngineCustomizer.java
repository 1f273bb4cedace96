package dev.carnet.spring;

import dev.carnet.SessionEngine;

/** A bean that tells the engine more than properties can say, such as a decorator around its store. */
@FunctionalInterface
public interface SessionEngineCustomizer {
    /** Called once for each engine that is opened, before it is. */
    void customize(SessionEngine.Builder engine);
}

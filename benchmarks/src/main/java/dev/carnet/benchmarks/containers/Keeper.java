package dev.carnet.benchmarks.containers;

/** Who keeps the sessions of an application. */
enum Keeper {
    /** The container itself, in its heap. */
    CONTAINER,
    /** Carnet, in a filter before the application. */
    FILTER,
    /** Carnet, inside the container. */
    INSIDE
}

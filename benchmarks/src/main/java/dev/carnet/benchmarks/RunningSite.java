package dev.carnet.benchmarks;

/** The application, running with a contender's sessions. Thread-safe. */
public interface RunningSite extends AutoCloseable {
    /** A client of its own for one thread. */
    Client client() throws Exception;

    @Override
    void close() throws Exception;
}

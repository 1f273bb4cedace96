package dev.carnet.benchmarks;

import org.jspecify.annotations.Nullable;

/** A browser's way to a site, for one thread. */
public interface Client extends AutoCloseable {
    /**
     * Makes a request.
     *
     * @param session the cookie to send; null for none
     * @throws IllegalStateException if it is answered with another status than 200
     */
    Answer request(Operation operation, @Nullable String session) throws Exception;

    @Override
    void close() throws Exception;
}

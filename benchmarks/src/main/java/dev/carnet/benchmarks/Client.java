package dev.carnet.benchmarks;

import org.jspecify.annotations.Nullable;

/** A browser's way to a site, for one thread. */
public interface Client extends AutoCloseable {
    /**
     * Makes a request.
     *
     * @param path of an operation, perhaps on another attribute than the usual one
     * @param session the cookie to send; null for none
     * @throws IllegalStateException if it is answered with another status than 200
     */
    HttpAnswer request(String path, @Nullable String session) throws Exception;

    /** Makes a request for an operation on the usual attribute. */
    default HttpAnswer request(Operation operation, @Nullable String session) throws Exception {
        return request(operation.path(), session);
    }

    @Override
    void close() throws Exception;
}

package dev.carnet.testkit;

import dev.carnet.spi.SessionStore;
import java.io.IOException;

/** A store of its own, on a line to the storage on which a request can be held while others pass. */
public interface StallableStore extends AutoCloseable {
    /** Waits for an answer no longer than some hundred milliseconds. */
    SessionStore store();

    /** Holds the next request in which a text stands, and all that follow on the same connection. */
    void holdNext(String text);

    /** Delivers what is held; returns when the storage has answered it. */
    void deliver() throws Exception;

    @Override
    void close() throws IOException;
}

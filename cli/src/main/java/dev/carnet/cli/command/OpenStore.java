package dev.carnet.cli.command;

import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;

/**
 * The store of an application, opened to look at its sessions and end them; values stay the bytes they are.
 *
 * @param store with its sessions
 * @param sessions all of them
 * @param options that they are kept by
 */
public record OpenStore(SessionStore store, SessionDirectory sessions, SessionOptions options)
        implements AutoCloseable {
    @Override
    public void close() {
        store.close();
    }
}

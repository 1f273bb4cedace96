package dev.carnet.cli.command;

import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
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
    /**
     * About how many sessions a query will find, for a progress bar. Attributes are not read for it. Where the store deletes
     * expired sessions itself, those that it has not deleted yet count as well: Redis counts all without reading them, but has to
     * read each to tell whether it lives.
     */
    public long expected(SessionQuery query) {
        return sessions.count(new SessionQuery(
                query.keyPrefix(),
                query.principal(),
                query.idleSince(),
                query.accessedSince(),
                query.expiredBy(),
                store.traits().nativeExpiry() ? null : query.liveAt(),
                false));
    }

    @Override
    public void close() {
        store.close();
    }
}

package dev.carnet.testkit;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Late writes without a line: the call itself comes late. For stores whose guard stands in what they write, so that it makes
 * no difference where a write was held.
 *
 * @param store the store
 */
record DelayedCalls(ProbedStore store) implements StallableStore {
    private static final Logger LOG = LoggerFactory.getLogger(DelayedCalls.class);

    DelayedCalls(SessionStore store) {
        this(new ProbedStore(store));
    }

    /** @param text of no importance: the next write is held */
    @Override
    public void holdNext(String text) {
        store.delay("create", "update");
    }

    @Override
    public void deliver() {
        try {
            LOG.info("the late write was answered: {}", store.deliverDelayed());
        } catch (SessionStoreException refused) {
            LOG.info("the store has refused the late write: {}", refused.getMessage());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}

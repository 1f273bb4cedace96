package dev.carnet.spi.document;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, once, that a storage refuses the record of {@link dev.carnet.spi.SessionStore#claimSweep}, for example because of a
 * constraint of its own. Every process sweeps then, which is correct but costs more. Thread-safe.
 */
public final class LeaseRefusal {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.session");

    private final String store;
    private final AtomicBoolean isTold = new AtomicBoolean();

    /** @param store the name of the store */
    public LeaseRefusal(String store) {
        this.store = store;
    }

    /**
     * Warns the first time.
     *
     * @param why the storage's reason
     */
    public void tell(@Nullable String why) {
        if (!isTold.getAndSet(true)) {
            LOG.warn(
                    "{}: the record that says which process sweeps cannot be stored, so every process sweeps: {}",
                    store,
                    why);
        }
    }
}

package dev.carnet.spi.document;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnreadableSessionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
     * Inserts the record.
     *
     * @param insertion false if the record is there already
     * @param isAbsent whether no record is there
     * @return whether the caller may sweep: the record is its own, or the storage refuses it
     */
    public boolean inserts(BooleanSupplier insertion, BooleanSupplier isAbsent) {
        @Nullable String why = "a rule of its own";
        try {
            if (insertion.getAsBoolean()) {
                return true;
            }
        } catch (StoreUnreachableException | PoolExhaustedException e) {
            throw e;
        } catch (SessionStoreException | SessionDataException e) {
            why = e.getMessage();
        }
        boolean isRefused = isAbsent.getAsBoolean();
        if (isRefused) {
            tell(why);
        }
        return isRefused;
    }

    /** Claims in a place that is not among the sessions. Returns true if that is refused. */
    public boolean claims(BooleanSupplier claim) {
        try {
            return claim.getAsBoolean();
        } catch (StoreUnreachableException | PoolExhaustedException e) {
            throw e;
        } catch (SessionStoreException | SessionDataException | UnreadableSessionException e) {
            tell(e.getMessage());
            return true;
        }
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

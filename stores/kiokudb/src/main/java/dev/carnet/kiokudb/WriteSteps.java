package dev.carnet.kiokudb;

import dev.carnet.error.UnconfirmedWriteException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The writes to several entries for one change of a session, and their missing confirmations. Not thread-safe. */
final class WriteSteps {
    private @Nullable UnconfirmedWriteException unconfirmed;

    /** Runs one; one that was carried out but not confirmed counts as done. */
    boolean run(BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (UnconfirmedWriteException e) {
            if (!e.isCarriedOut()) {
                throw e;
            }
            unconfirmed = e;
            return true;
        }
    }

    /** Throws what was not confirmed, if something was not. */
    void requireConfirmed() {
        if (unconfirmed != null) {
            throw unconfirmed;
        }
    }

    /** Runs several: where one of them is not confirmed, the others may be missing, and only a look tells what there is. */
    static <T> T ofMany(Supplier<T> steps) {
        try {
            return steps.get();
        } catch (UnconfirmedWriteException e) {
            throw new UnconfirmedWriteException(String.valueOf(e.getMessage()), e, false);
        }
    }
}

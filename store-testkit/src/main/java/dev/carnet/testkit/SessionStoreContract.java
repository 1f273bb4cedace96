package dev.carnet.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Everything a store must do, as one test class: a store's test extends it and gives {@link #newPlace()}. The rules stand in
 * the interfaces, one for each promise.
 */
public abstract class SessionStoreContract
        implements RecordContract,
                TouchAndDeleteContract,
                ScanContract,
                VerbContract,
                AttributeContract,
                ChangeContract,
                GraphContract,
                GraphChangeContract,
                GraphFaultContract,
                RaceContract,
                IdChangeContract,
                ExpiryContract,
                OutageContract,
                RefusalContract,
                DownContract,
                IgnoredDeletionContract,
                ConfirmationContract,
                LateWriteContract,
                UnreadableContract,
                LitterContract,
                SecrecyContract,
                SweepLeaseContract,
                RevocationContract,
                PrincipalContract,
                CrowdContract,
                CarriedContract,
                LoadContract {

    private @Nullable Bench bench;

    /** An empty storage for one test. */
    protected abstract StorePlace newPlace() throws Exception;

    @BeforeEach
    final void openBench() throws Exception {
        bench = new Bench(newPlace());
    }

    @AfterEach
    final void closeBench() {
        if (bench != null) {
            bench.close();
        }
    }

    @Override
    public final Bench bench() {
        return Objects.requireNonNull(bench, "no test has begun");
    }
}

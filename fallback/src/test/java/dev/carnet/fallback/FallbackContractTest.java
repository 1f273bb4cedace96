package dev.carnet.fallback;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

/** Sessions are created in the new store; what others write is in the old one. */
class FallbackContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return new TwoStores(TwoStores::moving);
    }
}

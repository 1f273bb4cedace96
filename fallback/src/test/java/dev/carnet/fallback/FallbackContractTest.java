package dev.carnet.fallback;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePair;
import dev.carnet.testkit.StorePlace;

/** Sessions are created in the new store; what others write is in the old one. Both are on the heap. */
class FallbackContractTest extends SessionStoreContract {
    private static final class HeapPair extends StorePair {
        HeapPair() {
            super(new MemorySessionStore(), new MemorySessionStore());
        }

        @Override
        public SessionStore open() {
            return FallbackSessionStore.moving(front(), behind(), same -> same, same -> same);
        }

        @Override
        public boolean plant(SessionKey key, String json) {
            return behind().create(Records.foreign(key, json));
        }
    }

    @Override
    protected StorePlace newPlace() {
        return new HeapPair();
    }
}

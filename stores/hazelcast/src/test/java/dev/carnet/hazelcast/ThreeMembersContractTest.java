package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a cluster of three, from two of its members. */
class ThreeMembersContractTest extends SessionStoreContract {
    private static final Members MEMBERS = new Members("contract-three", config -> {});
    private static List<HazelcastInstance> used;

    @BeforeAll
    static void start() {
        used = List.of(MEMBERS.start(), MEMBERS.start());
        MEMBERS.start();
    }

    @AfterAll
    static void stop() {
        MEMBERS.close();
    }

    @Override
    protected StorePlace newPlace() {
        return new MapPlace(used);
    }
}

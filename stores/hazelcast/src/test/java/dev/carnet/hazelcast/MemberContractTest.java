package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On one embedded member. */
class MemberContractTest extends SessionStoreContract {
    private static final Members MEMBERS = new Members("contract-member", config -> {});
    private static HazelcastInstance member;

    @BeforeAll
    static void start() {
        member = MEMBERS.start();
    }

    @AfterAll
    static void stop() {
        MEMBERS.close();
    }

    @Override
    protected StorePlace newPlace() {
        return new MapPlace(List.of(member));
    }
}

package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a client of a member that has none of Carnet's jars. */
class ClientAloneContractTest extends SessionStoreContract {
    private static final Members MEMBERS =
            new Members("contract-client-alone", config -> config.setClassLoader(Members.withoutCarnet()));
    private static HazelcastInstance client;

    @BeforeAll
    static void start() {
        MEMBERS.start();
        client = MEMBERS.client();
    }

    @AfterAll
    static void stop() {
        MEMBERS.close();
    }

    @Override
    protected StorePlace newPlace() {
        return new MapPlace(List.of(client));
    }
}

package dev.carnet.redis;

import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.TestServers;
import java.util.List;

/** A Cluster of three primaries. */
class RedisClusterContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        int port = TestServers.redisCluster().nodes().get(1).port();
        return RedisPlace.at(
                Settings.builder(Object::toString).set(RedisSettings.CLUSTER, List.of("127.0.0.1:" + port)));
    }
}

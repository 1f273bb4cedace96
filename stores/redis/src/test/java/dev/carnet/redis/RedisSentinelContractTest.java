package dev.carnet.redis;

import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.RedisSentinel;
import dev.carnet.testservers.TestServers;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A primary with a replica, found by asking a Sentinel. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "only connecting differs, which SentinelTest has; -Pfull")
class RedisSentinelContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        int port = TestServers.redisSentinel().sentinel().port();
        return RedisPlace.at(Settings.builder(Object::toString)
                .set(RedisSettings.SENTINEL, List.of("127.0.0.1:" + port))
                .set(RedisSettings.SENTINEL_MASTER, RedisSentinel.MASTER));
    }
}

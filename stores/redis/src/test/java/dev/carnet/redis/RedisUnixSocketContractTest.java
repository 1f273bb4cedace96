package dev.carnet.redis;

import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.TestServers;

/** One server, over its unix socket, in another database than the usual one. */
class RedisUnixSocketContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return RedisPlace.at(Settings.builder(Object::toString)
                .set(RedisSettings.SOCK, TestServers.redis().socket().toString())
                .set(RedisSettings.DATABASE, 3));
    }
}

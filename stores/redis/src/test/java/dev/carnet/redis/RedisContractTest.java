package dev.carnet.redis;

import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.HostAndPort;

/** One server that asks for a password, over TCP. */
class RedisContractTest extends SessionStoreContract {
    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start(TestServers.directory(), "requirepass sesame");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected StorePlace newPlace() {
        return RedisPlace.at(Settings.builder(Object::toString)
                .set(RedisSettings.SERVER, new HostAndPort("localhost", server.port()))
                .set(RedisSettings.PASSWORD, "sesame"));
    }
}

package dev.carnet.redis;

import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.DecoratedPlace;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.HostAndPort;

/** The contract over encrypted fields. */
class EncryptedRedisContractTest extends SessionStoreContract {
    private static final EncryptionOptions ENCRYPTION = EncryptionOptions.of(
                    EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
            .hidingUsers()
            .acceptingPlain();

    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start(TestServers.directory());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected StorePlace newPlace() {
        return new DecoratedPlace(
                RedisPlace.at(Settings.builder(Object::toString)
                        .set(RedisSettings.SERVER, new HostAndPort("localhost", server.port()))),
                ENCRYPTION::around);
    }
}

package dev.carnet.architecture.moving;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(named = "carnet.test.full", matches = "true", disabledReason = "takes a minute; -Pfull")
class H2ToRedisContractTest extends SessionStoreContract {
    @TempDir
    Path directory;

    @Override
    protected StorePlace newPlace() {
        RedisServer redis = TestServers.redis();
        return new TwoTechnologies(
                "{session: Redis, engines: {session: {Redis: {server: '127.0.0.1:" + redis.port() + "'}}}}",
                FreshDatabase.h2(directory),
                () -> emptied(redis));
    }

    private static void emptied(RedisServer redis) {
        try {
            redis.command("FLUSHALL");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

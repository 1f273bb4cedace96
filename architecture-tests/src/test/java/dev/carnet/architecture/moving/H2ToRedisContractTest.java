package dev.carnet.architecture.moving;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StallableStore;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.StallingLine;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(named = "carnet.test.full", matches = "true", disabledReason = "takes a minute; -Pfull")
class H2ToRedisContractTest extends SessionStoreContract {
    @TempDir
    Path directory;

    private static String config(int port, String timeout) {
        return "{session: Redis, engines: {session: {Redis: {server: '127.0.0.1:" + port + "', timeout: " + timeout
                + "}}}}";
    }

    @Override
    protected StorePlace newPlace() {
        return new ToRedis(TestServers.redis(), FreshDatabase.h2(directory));
    }

    private static final class ToRedis extends TwoTechnologies {
        private final RedisServer redis;

        ToRedis(RedisServer redis, FreshDatabase table) {
            super(config(redis.port(), "2 seconds"), table);
            this.redis = redis;
        }

        /** Redis refuses a late write by the time at which it was sent, so it is held on the line. */
        @Override
        public Optional<StallableStore> openStallable() throws IOException {
            StallingLine line = StallingLine.to(redis.port());
            CarnetConfig overLine = CarnetConfig.parse("line", config(line.port(), "300 ms"));
            return Optional.of(new Stallable(line, movingTo(overLine)));
        }

        @Override
        public void close() {
            super.close();
            try {
                redis.command("FLUSHALL");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Stallable(StallingLine line, SessionStore store) implements StallableStore {
        @Override
        public void holdNext(String text) {
            line.holdNext(text);
        }

        @Override
        public void deliver() throws Exception {
            line.deliver();
        }

        @Override
        public void close() throws IOException {
            store.close();
            line.close();
        }
    }
}

package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.PasswordFile;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.HostAndPort;

/** A password changes while the application runs. */
class RedisPasswordFileTest {
    @Test
    void new_connections_have_the_new_password(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("password");
        Files.writeString(file, "one\n");
        try (RedisServer redis = RedisServer.start(TestServers.directory())) {
            redis.command("ACL SETUSER web on >one ~* &* +@all");
            Settings settings = Settings.builder(setting -> "carnet.yml line 3, " + setting)
                    .set(RedisSettings.SERVER, new HostAndPort("127.0.0.1", redis.port()))
                    .set(RedisSettings.USERNAME, "web")
                    .set(PasswordFile.SETTING, file.toString())
                    .build();
            try (SessionStore store = new RedisProvider().open(settings, SessionOptions.DEFAULTS)) {
                SessionRecord session = Records.record(Instant.now(), null, Map.of("n", "1"));
                assertThat(store.create(session)).isTrue();
                Files.writeString(file, "two\n");
                redis.command("ACL SETUSER web resetpass >two");
                redis.command("CLIENT KILL USER web");

                assertThat(store.find(session.header().key())).isPresent();
                assertThat(store.create(Records.record(Instant.now(), null, Map.of())))
                        .isTrue();
            }
        }
    }
}

package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DebugTest {
    private static String logged(boolean debug) {
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (RedisServer server = RedisServer.start(TestServers.directory(), "requirepass hunter2");
                SessionStore store = new TestRedis(server)
                        .open(settings ->
                                settings.set(RedisSettings.DEBUG, debug).set(RedisSettings.PASSWORD, "hunter2"))) {
            SessionRecord session = Records.record(
                    Records.key(), Instant.now(), Instant.now().plusSeconds(60), "ada", Map.of("name", "\"private\""));
            store.create(session);
            store.find(session.header().key());
            store.update(Records.update(session, Map.of("name", "\"private\""), Set.of()));
            store.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 10);
            Sweeps.all(store, Instant.now(), 10);
            store.delete(session.header().key(), null);
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .doesNotContain(session.header().key().value())
                    .doesNotContain(session.header().handle());
        } finally {
            System.setErr(usual);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void every_command_is_logged_without_what_it_is_about() {
        String log = logged(true);

        assertThat(log)
                .contains("EVALSHA create [masked] [masked] [masked] and 16 arguments of ")
                .contains(": error NOSCRIPT, after ")
                .contains("EVAL create")
                .contains("HGETALL [masked]: 8 elements, after ")
                .contains("EVALSHA update [masked]")
                .contains("ZSCAN [masked]")
                .contains("SCAN and ")
                .contains("EVALSHA delete [masked]")
                .doesNotContain("hunter2")
                .doesNotContain("ada")
                .doesNotContain("private")
                .doesNotContain("name");
    }

    @Test
    void nothing_is_logged_unless_it_is_wanted() {
        assertThat(logged(false)).doesNotContain("HGETALL");
    }
}

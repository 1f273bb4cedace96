package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.SessionGoneException;
import dev.carnet.spi.SessionQuery;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

/** Sessions move from one store to another while they are in use. */
@Timeout(600)
class MigrateCommandTest {
    private static final int SESSIONS = Integer.getInteger("carnet.test.migrated", 20_000);
    private static final int LOADERS = 3;

    @TempDir
    private Path directory;

    private void configure(String file, String yaml) throws IOException {
        Files.writeString(directory.resolve(file), yaml);
    }

    private CarnetConfig config(String file) {
        return CarnetConfig.load(directory.resolve(file));
    }

    private static String sqlite(Path file) {
        return "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + file + "'}}}\n";
    }

    private static String indented(String yaml) {
        return "fallback:\n" + yaml.lines().map(each -> "  " + each + "\n").reduce("", String::concat);
    }

    @Test
    void without_a_fallback_there_is_nothing_to_move_and_a_message_says_what_to_do() throws IOException {
        configure("carnet.yml", sqlite(directory.resolve("new.db")));

        Prompt.Result result = Prompt.in(directory).run("migrate");

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err())
                .contains("there is no 'fallback' from which to move sessions; configure the old store as 'fallback'");
    }

    @Test
    void a_dry_run_counts_and_a_run_moves_and_says_how_many() throws IOException {
        configure("old.yml", sqlite(directory.resolve("old.db")));
        configure("carnet.yml", sqlite(directory.resolve("new.db")) + indented(sqlite(directory.resolve("old.db"))));
        SessionId id;
        try (SessionEngine engine = config("old.yml").open()) {
            Session session = engine.create();
            session.put("cart", List.of("tea"));
            id = engine.flush(session).id();
            engine.create();
        }
        config("carnet.yml").open().close();
        Prompt prompt = Prompt.in(directory);

        assertThat(prompt.run("migrate", "--dry-run").out())
                .isEqualTo("2 sessions in the fallback, 0 sessions in the configured store\n");
        assertThat(prompt.run("migrate").out()).isEqualTo("2 sessions moved\n");
        assertThat(prompt.run("migrate", "--json").json().get("moved").asInt()).isZero();
        assertThat(directory.resolve(".carnet-migrate")).doesNotExist();
        try (SessionEngine engine = config("carnet.yml").open()) {
            assertThat(engine.retrieve(id).orElseThrow().get("cart")).isEqualTo(List.of("tea"));
        }
        assertThat(prompt.run("list", "--config", "old.yml").out()).isEqualTo("No sessions.\n");
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Carnet.class.getName(),
                        "migrate")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** What a visitor was told of his session: the last value that was stored, or that it has ended. */
    private static final class Visitors {
        private final List<SessionId> ids = new ArrayList<>();
        private final Map<SessionId, Integer> stored = new ConcurrentHashMap<>();
        private final Set<SessionId> ended = ConcurrentHashMap.newKeySet();
        private final Set<SessionId> lost = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean goesOn = new AtomicBoolean(true);

        /** Each thread has visitors of its own, so that what a visitor was told has one order. */
        private void load(SessionEngine engine, int thread) {
            SplittableRandom random = new SplittableRandom(thread);
            for (int i = 1; goesOn.get(); i++) {
                SessionId id = ids.get(random.nextInt(ids.size() / LOADERS) * LOADERS + thread);
                if (ended.contains(id)) {
                    continue;
                }
                Session session = engine.retrieve(id).orElse(null);
                if (session == null) {
                    lost.add(id);
                } else if (random.nextInt(20) == 0) {
                    engine.destroy(session);
                    ended.add(id);
                } else {
                    try {
                        session.put("n", i);
                        engine.flush(session);
                        stored.put(id, i);
                    } catch (SessionGoneException e) {
                        lost.add(id);
                    }
                }
            }
        }

        private void check(SessionEngine engine) {
            assertThat(lost).as("lost while they were used").isEmpty();
            List<SessionId> wrong = new ArrayList<>();
            for (SessionId each : ids) {
                Object n = engine.retrieve(each).map(found -> found.get("n")).orElse(null);
                Object expected = ended.contains(each) ? null : stored.get(each);
                if (n == null ? expected != null : !n.equals(expected)) {
                    wrong.add(each);
                }
            }
            assertThat(wrong).as("lost, stale or revived").isEmpty();
        }
    }

    /** The mover is killed twice, in the middle, and started again. */
    @Test
    void nothing_is_lost_doubled_or_revived_under_load_when_the_mover_is_killed() throws Exception {
        FreshDatabase database = FreshDatabase.postgres();
        try (RedisServer redis = RedisServer.start(TestServers.directory())) {
            String old = "session: JDBC\nengines: {session: {JDBC: {create: true, url: '" + database.url() + "'}}}\n";
            configure("old.yml", old);
            configure(
                    "carnet.yml",
                    "session: Redis\nengines: {session: {Redis: {server: '127.0.0.1:" + redis.port() + "'}}}\n"
                            + indented(old));
            Visitors visitors = new Visitors();
            try (SessionEngine engine = config("old.yml").open()) {
                for (int i = 0; i < SESSIONS; i++) {
                    Session session = engine.newSession();
                    session.put("n", 0);
                    SessionId id = engine.flush(session).id();
                    visitors.ids.add(id);
                    visitors.stored.put(id, 0);
                }
            }
            ExecutorService threads = Executors.newFixedThreadPool(LOADERS);
            try (SessionEngine engine = config("carnet.yml").open()) {
                List<Future<?>> loaders = new ArrayList<>();
                for (int i = 0; i < LOADERS; i++) {
                    int thread = i;
                    loaders.add(threads.submit(() -> visitors.load(engine, thread)));
                }
                for (int kill = 1; kill <= 2; kill++) {
                    Process killed = start();
                    while (arrived(engine) < (long) SESSIONS * kill / 4) {
                        Thread.sleep(20);
                        assertThat(killed.isAlive()).isTrue();
                    }
                    killed.destroyForcibly().waitFor();
                }
                Process last = start();
                String said = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(last.waitFor()).as(said).isEqualTo(ExitCode.DONE);
                assertThat(said).contains(" moved");
                visitors.goesOn.set(false);
                for (Future<?> each : loaders) {
                    each.get();
                }

                visitors.check(engine);
                long live = (long) SESSIONS - visitors.ended.size();
                assertThat(engine.sessions().count(SessionQuery.ALL))
                        .as("none twice")
                        .isEqualTo(live);
            } finally {
                visitors.goesOn.set(false);
                threads.shutdown();
            }
            assertThat(database.sql("SELECT COUNT(*) FROM sessions")).containsExactly("0");
        } finally {
            database.drop();
        }
    }

    /** How many the new store has by now, the fallback's not counted. */
    private static long arrived(SessionEngine engine) {
        return engine.store().unwrap(UnifiedJedis.class).orElseThrow().dbSize();
    }
}

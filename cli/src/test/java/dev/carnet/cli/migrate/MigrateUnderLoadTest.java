package dev.carnet.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.cli.Carnet;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

/**
 * Sessions move from PostgreSQL to Redis while visitors use them and the mover is killed. {@code -Dcarnet.test.migrated=1000000}
 * is the full size, and takes some 20 minutes on two cores; what it took stands in the test's output. The stores may take their time
 * to answer, on a busy machine too.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
class MigrateUnderLoadTest {
    private static final int SESSIONS = Integer.getInteger("carnet.test.migrated", 20_000);
    /** So many at once fill the store and check it, since each waits for the disk; few of them make requests at once. */
    private static final int CROWDS = 24;

    private static final int LOADERS = 3;
    private static final int KILLS = 2;

    @TempDir
    private Path directory;

    private final List<Crowd> crowds =
            IntStream.range(0, CROWDS).mapToObj(Crowd::new).toList();
    private final ExecutorService threads = Executors.newFixedThreadPool(CROWDS);
    private long since = System.nanoTime();

    private CarnetConfig configure(String file, String yaml) throws IOException {
        return CarnetConfig.load(Files.writeString(directory.resolve(file), yaml));
    }

    private static String indented(String yaml) {
        return "fallback:\n" + yaml.lines().map(each -> "  " + each + "\n").reduce("", String::concat);
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
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile()))
                .start();
    }

    private Path said() {
        return directory.resolve("mover.log");
    }

    private List<Future<?>> begin(Consumer<Crowd> work) {
        List<Future<?>> running = new ArrayList<>();
        crowds.forEach(each -> running.add(threads.submit(() -> work.accept(each))));
        return running;
    }

    private static void await(List<Future<?>> running) throws Exception {
        for (Future<?> each : running) {
            each.get();
        }
    }

    private void tell(String what) {
        long now = System.nanoTime();
        System.out.println(what + ": " + Duration.ofNanos(now - since).toSeconds() + " s");
        since = now;
    }

    @Test
    void nothing_is_lost_doubled_or_revived_under_load_when_the_mover_is_killed() throws Exception {
        FreshDatabase database = FreshDatabase.postgres();
        try (RedisServer redis = RedisServer.start(TestServers.directory())) {
            String old = "session: JDBC\nengines: {session: {JDBC: {create: true, busy_timeout: 1 minute, url: '"
                    + database.url() + "'}}}\n";
            String both = "session: Redis\nengines: {session: {Redis: {timeout: 1 minute, server: '127.0.0.1:"
                    + redis.port() + "'}}}\n"
                    + indented(old);
            try (SessionEngine engine = configure("old.yml", old).open()) {
                await(begin(each -> each.arrive(engine, SESSIONS / CROWDS)));
                tell(engine.sessions().count(SessionQuery.ALL) + " sessions in PostgreSQL");
            }
            try (SessionEngine engine = configure("carnet.yml", both).open()) {
                moveUnderLoad(engine);

                await(begin(each -> each.check(engine)));
                requireEachOnce(engine);
                tell("checked");
            }
            assertThat(database.sql("SELECT COUNT(*) FROM sessions WHERE format IS DISTINCT FROM 'lease'"))
                    .as("all but the row that says who sweeps")
                    .containsExactly("0");
            assertThat(crowds).allSatisfy(each -> assertThat(each.wrong()).isEmpty());
        } finally {
            threads.shutdown();
            database.drop();
        }
    }

    private void moveUnderLoad(SessionEngine engine) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Future<?>> loaders = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            int first = i;
            loaders.add(threads.submit(() -> load(engine, first, isOver)));
        }
        try {
            for (int kill = 1; kill <= KILLS; kill++) {
                Process killed = start();
                while (arrived(engine) < (long) SESSIONS * kill / (KILLS + 2)) {
                    Thread.sleep(20);
                    assertThat(killed.isAlive()).as(Files.readString(said())).isTrue();
                }
                killed.destroyForcibly().waitFor();
                tell("killed with " + arrived(engine) + " keys in Redis");
            }
            Process last = start();
            assertThat(last.waitFor()).as(Files.readString(said())).isEqualTo(ExitCode.DONE);
            assertThat(Files.readString(said())).contains(" moved");
            tell("the rest: " + Files.readString(said()).strip());
        } finally {
            isOver.set(true);
        }
        await(loaders);
        tell(sum(Crowd::requests) + " requests, " + sum(Crowd::logins) + " logins, " + sum(Crowd::logouts)
                + " logouts");
    }

    /** Every third crowd's visitors, one request after the other. */
    private void load(SessionEngine engine, int first, AtomicBoolean isOver) {
        for (int i = first; !isOver.get(); i = i + LOADERS < CROWDS ? i + LOADERS : first) {
            crowds.get(i).request(engine);
        }
    }

    private long sum(ToLongFunction<Crowd> what) {
        return crowds.stream().mapToLong(what).sum();
    }

    /** How many the new store has by now, the fallback's not counted. */
    private static long arrived(SessionEngine engine) {
        return engine.store().unwrap(UnifiedJedis.class).orElseThrow().dbSize();
    }

    private void requireEachOnce(SessionEngine engine) {
        Set<String> handles = new HashSet<>();
        @Nullable String cursor = null;
        do {
            SessionPage page = engine.store().scan(SessionQuery.ALL, cursor, 500);
            for (SessionRecord each : page.sessions()) {
                assertThat(handles.add(each.header().handle())).as("once").isTrue();
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(handles).hasSize(crowds.stream().mapToInt(Crowd::live).sum());
        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(handles.size());
    }
}

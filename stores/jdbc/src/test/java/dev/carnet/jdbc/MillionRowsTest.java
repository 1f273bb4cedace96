package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Sweeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A sweep of 1,000,000 rows, half of them expired, by two nodes while requests run. Takes minutes. */
@EnabledIfSystemProperty(named = "carnet.test.million", matches = "true", disabledReason = "takes minutes")
class MillionRowsTest {
    private static final int ROWS = 1_000_000;
    private static final String COLUMNS =
            "INSERT INTO sessions (id, handle, version, created_at, last_accessed_at, expires_at, principal,"
                    + " session_data)";
    private static final String EXPIRES =
            "CASE WHEN n % 2 = 0 THEN 253402300799000 ELSE " + Given.NOW.toEpochMilli() + " - n END";

    @Test
    void mariadb_is_swept_while_requests_run() throws Exception {
        TestDatabase database = TestDatabase.mariaDb().initialised();
        database.sql(COLUMNS + " SELECT CONCAT('k', n), CONCAT('s.', n), 1, 0, 0, " + EXPIRES + ", n, '{\"n\":1}'"
                + " FROM (SELECT seq AS n FROM seq_1_to_" + ROWS + ") numbers");
        sweep("MariaDB", database);
    }

    @Test
    void postgresql_is_swept_while_requests_run() throws Exception {
        TestDatabase database = TestDatabase.postgres().initialised();
        database.sql(COLUMNS + " SELECT 'k' || n, 's.' || n, 1, 0, 0, " + EXPIRES + ", n, '{\"n\":1}'"
                + " FROM generate_series(1, " + ROWS + ") n");
        database.sql("ANALYZE sessions");
        sweep("PostgreSQL", database);
    }

    private static void sweep(String server, TestDatabase database) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicBoolean swept = new AtomicBoolean();
        try (SessionStore one = database.open();
                SessionStore two = database.open()) {
            List<Future<Integer>> requests = new ArrayList<>();
            for (String name : List.of("a", "b")) {
                requests.add(threads.submit(() -> requests(one, name, swept)));
            }
            long begin = System.nanoTime();
            int deleted = 0;
            for (Future<Integer> each : threads.invokeAll(List.of(sweeper(one), sweeper(two)))) {
                deleted += each.get();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            swept.set(true);
            int served = 0;
            for (Future<Integer> each : requests) {
                served += each.get();
            }
            System.out.println(
                    server + ": " + deleted + " swept in " + took.toMillis() + " ms, " + served + " requests");

            assertThat(deleted).isEqualTo(ROWS / 2);
            assertThat(served).isPositive();
            assertThat(database.sql("SELECT COUNT(*) FROM sessions")).containsExactly(String.valueOf(ROWS / 2 + 2));
        } finally {
            swept.set(true);
            threads.shutdown();
            database.drop();
        }
    }

    /** Reads and changes a session of its own as long as the sweep goes on. */
    private static int requests(SessionStore store, String name, AtomicBoolean end) {
        store.create(Given.session(name, SessionHeader.NEVER));
        int count = 0;
        for (; !end.get(); count++) {
            SessionRecord read = store.find(Given.session(name).header().key()).orElseThrow();
            assertThat(store.update(Given.update(read, "n", String.valueOf(count))))
                    .isEqualTo(UpdateResult.SAVED);
        }
        return count;
    }

    private static Callable<Integer> sweeper(SessionStore store) {
        return () -> {
            int deleted = 0;
            int batch;
            do {
                batch = Sweeps.all(store, Given.NOW, 1000).size();
                deleted += batch;
            } while (batch > 0);
            return deleted;
        };
    }
}

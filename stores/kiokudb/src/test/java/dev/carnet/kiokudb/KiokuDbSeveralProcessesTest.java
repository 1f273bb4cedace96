package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.testkit.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads of several processes count in one session of one directory: nothing is lost, nothing is left. */
@Timeout(180)
class KiokuDbSeveralProcessesTest {
    private static final int PROCESSES = 2;
    private static final int THREADS = 4;
    private static final int ROUNDS = 25;
    private static final SessionKey KEY = new SessionKey("counted");

    @TempDir
    private Path directory;

    /** Counts up with others, each time under a part of another name. */
    static final class Counter {
        private final SessionStore store;

        private Counter(SessionStore store) {
            this.store = store;
        }

        /**
         * Says that it is ready, waits for the end of its input, and counts.
         *
         * @param args the directory
         */
        public static void main(String[] args) throws Exception {
            Counter counter = new Counter(new FilesPlace(Path.of(args[0])).open());
            System.out.println("ready");
            System.in.readAllBytes();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Callable<Boolean>> work = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    work.add(counter::count);
                }
                for (Future<Boolean> each : threads.invokeAll(work)) {
                    each.get();
                }
            } finally {
                threads.shutdown();
            }
        }

        private boolean count() {
            for (int round = 0; round < ROUNDS; round++) {
                UpdateResult result;
                do {
                    SessionRecord read = store.find(KEY).orElseThrow();
                    result = store.update(Records.update(
                            read, counted(KiokuDbSeveralProcessesTest.count(read) + 1, read), SessionHeader.NEVER));
                } while (result != UpdateResult.SAVED);
            }
            return true;
        }
    }

    private static Change counted(int count, SessionRecord read) {
        String part = JsonGraph.newName();
        Encoded reference = JsonGraph.referring(JsonGraph.reference(part).getBytes(StandardCharsets.UTF_8), null);
        Encoded value = JsonGraph.part(String.valueOf(count).getBytes(StandardCharsets.UTF_8), null);
        Encoded before = read.attributes().get("n");
        return new Change(
                Map.of("n", reference, part, value),
                before == null ? Set.of() : JsonGraph.references(before),
                null,
                null,
                null);
    }

    private static int count(SessionRecord read) {
        Encoded reference = Objects.requireNonNull(read.attributes().get("n"));
        String part = JsonGraph.references(reference).iterator().next();
        return Integer.parseInt(
                Objects.requireNonNull(read.attributes().get(part)).text());
    }

    @Test
    void writers_in_several_processes_lose_nothing() throws Exception {
        FilesPlace place = new FilesPlace(Files.createDirectory(directory.resolve("place")));
        SessionStore store = place.open();
        SessionRecord blank =
                Records.record(KEY, Instant.parse("2026-01-01T00:00:00Z"), SessionHeader.NEVER, null, Map.of());
        store.create(
                Records.update(blank, counted(0, blank), SessionHeader.NEVER).next());
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                children.add(new Child(
                        directory.resolve("errors" + i),
                        Counter.class,
                        place.directory().toString()));
            }
            for (Child each : children) {
                assertThat(each.line()).isEqualTo("ready");
            }
            for (Child each : children) {
                each.goOn();
            }
            for (int i = 0; i < PROCESSES; i++) {
                assertThat(children.get(i).waitFor())
                        .as(Files.readString(directory.resolve("errors" + i)))
                        .isZero();
            }
        } finally {
            children.forEach(Child::close);
        }

        assertThat(count(store.find(KEY).orElseThrow())).isEqualTo(PROCESSES * THREADS * ROUNDS);
        assertThat(place.entries()).hasSize(2);
    }
}

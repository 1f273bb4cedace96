package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.kiokudb.KiokuBackend.Kind;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes a graph is killed at each step; the next finds the session as it was or as it was to be. */
@Timeout(300)
class CrashTest {
    @TempDir
    private Path directory;

    /** Puts a count into the household's purse, and stops at a step. */
    static final class Writer {
        private static final String DONE = "done";

        private Writer() {}

        /**
         * Writes, and prints how it went.
         *
         * @param args {@code Files} or {@code DBI}, the place, the session's id, how many steps are taken
         */
        public static void main(String[] args) {
            Path place = Path.of(args[1]);
            int steps = Integer.parseInt(args[3]);
            try (SessionEngine engine = Engines.on(new KiokuDbSessionStore(backend(args[0], place, steps)))) {
                Session session = engine.retrieve(args[2]).orElseThrow();
                Household.put(session, Household.check(session) + 1);
                engine.flush(session);
            }
            System.out.println(DONE);
        }

        private static KiokuBackend backend(String kind, Path place, int steps) {
            return kind.equals("Files")
                    ? new FilesBackend(place, FilesPlace.LOCK_TIMEOUT, new StoppingDisk(steps))
                    : new CutBackend(
                            DbiPlace.sqlite(place)
                                    .open()
                                    .unwrap(DbiBackend.class)
                                    .orElseThrow(),
                            steps,
                            Writer::stop);
        }

        private static void stop() {
            System.out.println("stopped");
            while (true) {
                Thread.onSpinWait();
            }
        }

        /** Takes some steps of those that change an entry, and none after them. */
        private static final class StoppingDisk extends Disk {
            private int left;

            private StoppingDisk(int steps) {
                left = steps;
            }

            private void step() {
                if (--left < 0) {
                    stop();
                }
            }

            /** Stops in the middle. */
            @Override
            void write(Path file, byte[] bytes) throws IOException {
                super.write(file, left == 0 ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
                step();
            }

            @Override
            void rename(Path from, Path to) throws IOException {
                step();
                super.rename(from, to);
            }

            @Override
            void delete(Path file) throws IOException {
                step();
                super.delete(file);
            }
        }
    }

    private List<Long> killedAtEachStep(String kind, SessionStore store, KiokuBackend backend) throws Exception {
        List<Long> counts = new ArrayList<>();
        SettableClock clock = new SettableClock();
        try (SessionEngine engine = Engines.on(store, clock)) {
            Session session = Engines.stored(engine, Household.attributes());
            session.setMaxIdle(null);
            engine.flush(session);
            int entries = backend.scan(Kind.ALL, null, 100).entries().size();
            boolean wasStopped = true;
            for (int steps = 0; wasStopped; steps++) {
                try (Child writer = new Child(
                        directory.resolve("errors"),
                        Writer.class,
                        kind,
                        directory.resolve("place").toString(),
                        session.id().value(),
                        String.valueOf(steps))) {
                    wasStopped = !writer.line().equals(Writer.DONE);
                    writer.kill();
                }

                Session found = engine.retrieve(session.id()).orElseThrow();
                counts.add(Household.check(found));
                Household.put(found, 0);
                engine.flush(found);
                clock.advance(Orphans.GRACE);
                engine.sweep();
                clock.advance(Orphans.GRACE);
                engine.sweep();
                assertThat(Household.check(engine.retrieve(session.id()).orElseThrow()))
                        .isZero();
                assertThat(backend.scan(Kind.ALL, null, 100).entries()).hasSize(entries);
            }
        }
        return counts;
    }

    @Test
    void in_files_a_session_is_the_old_one_or_the_new_one_and_nothing_is_left() throws Exception {
        FilesPlace place = new FilesPlace(Files.createDirectory(directory.resolve("place")));

        List<Long> counts = killedAtEachStep("Files", place.open(), place.backend());

        assertThat(counts).containsExactly(0L, 0L, 0L, 0L, 1L, 1L);
        assertThat(place.files())
                .allMatch(each -> each.endsWith(".json") || each.endsWith(".lock") || each.endsWith(".new"));
    }

    @Test
    void in_a_database_a_session_is_the_old_one_or_the_new_one_and_nothing_is_left() throws Exception {
        SessionStore store = DbiPlace.sqlite(Files.createDirectory(directory.resolve("place")))
                .open();

        List<Long> counts =
                killedAtEachStep("DBI", store, store.unwrap(DbiBackend.class).orElseThrow());

        assertThat(counts).containsExactly(0L, 0L, 1L, 1L);
    }

    @Test
    void a_graph_that_another_process_wrote_is_read() throws Exception {
        FilesPlace place = new FilesPlace(Files.createDirectory(directory.resolve("place")));
        try (SessionEngine engine = Engines.on(place.open())) {
            Session session = Engines.stored(engine, Household.attributes());
            for (int i = 1; i < 3; i++) {
                try (Child writer = new Child(
                        directory.resolve("errors"),
                        Writer.class,
                        "Files",
                        place.directory().toString(),
                        session.id().value(),
                        "1000")) {
                    assertThat(writer.line()).isEqualTo(Writer.DONE);
                }

                assertThat(Household.check(engine.retrieve(session.id()).orElseThrow()))
                        .isEqualTo(i);
            }
        }
    }
}

package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
         * @param args {@code Files}, {@code DBI} or {@code MongoDB}, the place, the session's id, how many steps are taken
         */
        public static void main(String[] args) {
            int steps = Integer.parseInt(args[3]);
            try (SessionEngine engine = Engines.on(new KiokuDbSessionStore(backend(args[0], args[1], steps)))) {
                Session session = engine.retrieve(SessionId.of(args[2])).orElseThrow();
                Household.put(session, Household.check(session) + 1);
                engine.flush(session);
            }
            System.out.println(DONE);
        }

        private static KiokuBackend backend(String kind, String place, int steps) {
            return switch (kind) {
                case "Files" -> new FilesBackend(Path.of(place), FilesPlace.LOCK_TIMEOUT, new StoppingDisk(steps));
                case "DBI" ->
                    new CutBackend(below(DbiPlace.sqlite(Path.of(place)).open()), steps, Writer::stop);
                default -> new CutBackend(below(MongoDbPlace.at(place)), steps, Writer::stop);
            };
        }

        private static KiokuBackend below(SessionStore store) {
            return store.unwrap(KiokuBackend.class).orElseThrow();
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
            void write(Path file, byte[] bytes, Access access) throws IOException {
                super.write(file, left == 0 ? Arrays.copyOf(bytes, bytes.length / 2) : bytes, access);
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

    private List<Long> killedAtEachStep(String kind, String place, SessionStore store) throws Exception {
        List<Long> counts = new ArrayList<>();
        KiokuBackend backend = Writer.below(store);
        SettableClock clock = new SettableClock();
        try (SessionEngine engine = Engines.on(store, clock)) {
            Session session = Engines.stored(engine, Household.attributes());
            session.setMaxIdle(null);
            engine.flush(session);
            int entries =
                    backend.scan(EntryQuery.all(Kind.ALL), null, 100).entries().size();
            boolean wasStopped = true;
            for (int steps = 0; wasStopped; steps++) {
                try (Child writer = new Child(
                        directory.resolve("errors"),
                        Writer.class,
                        kind,
                        place,
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
                assertThat(backend.scan(EntryQuery.all(Kind.ALL), null, 100).entries())
                        .hasSize(entries);
            }
        }
        return counts;
    }

    @Test
    void in_files_a_session_is_the_old_one_or_the_new_one_and_nothing_is_left() throws Exception {
        FilesPlace place = new FilesPlace(Files.createDirectory(directory.resolve("place")));

        List<Long> counts = killedAtEachStep("Files", place.directory().toString(), place.open());

        assertThat(counts).containsExactly(0L, 0L, 0L, 0L, 1L, 1L);
        assertThat(place.files())
                .allMatch(each -> each.endsWith(".json") || each.endsWith(".lock") || each.endsWith(".new"));
    }

    @Test
    void in_a_database_a_session_is_the_old_one_or_the_new_one_and_nothing_is_left() throws Exception {
        Path place = Files.createDirectory(directory.resolve("place"));

        List<Long> counts =
                killedAtEachStep("DBI", place.toString(), DbiPlace.sqlite(place).open());

        assertThat(counts).containsExactly(0L, 0L, 1L, 1L);
    }

    @Test
    void in_mongodb_a_session_is_the_old_one_or_the_new_one_and_nothing_is_left() throws Exception {
        MongoDbPlace place = MongoDbPlace.fresh();
        try {
            List<Long> counts = killedAtEachStep("MongoDB", place.path(), place.open());

            assertThat(counts).containsExactly(0L, 0L, 1L, 1L);
        } finally {
            place.drop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Files", "DBI", "MongoDB"})
    void what_was_one_object_is_one_after_another_process_wrote_it(String kind) throws Exception {
        MongoDbPlace database = MongoDbPlace.fresh();
        String place = kind.equals("MongoDB")
                ? database.path()
                : Files.createDirectory(directory.resolve("place")).toString();
        int allSteps = 1_000;
        try (SessionEngine engine = Engines.on(new KiokuDbSessionStore(Writer.backend(kind, place, allSteps)))) {
            Session session = Engines.stored(engine, Household.attributes());
            for (int i = 1; i < 3; i++) {
                try (Child writer = new Child(
                        directory.resolve("errors"),
                        Writer.class,
                        kind,
                        place,
                        session.id().value(),
                        String.valueOf(allSteps))) {
                    assertThat(writer.line()).isEqualTo(Writer.DONE);
                }

                assertThat(Household.check(engine.retrieve(session.id()).orElseThrow()))
                        .isEqualTo(i);
            }
        } finally {
            database.drop();
        }
    }
}

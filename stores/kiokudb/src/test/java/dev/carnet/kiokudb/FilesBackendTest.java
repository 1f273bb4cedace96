package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.kiokudb.KiokuBackend.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FilesBackendTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final String ID = "abcdef";

    @TempDir
    private Path directory;

    private static Entry entry(String id, String json) {
        return new Entry(id, json, null, false);
    }

    private Path lock() throws IOException {
        return directory.toRealPath().resolve("locks").resolve(String.format("%02x.lock", FileLocks.share(ID)));
    }

    /** Keeps an entry's lock until its input ends, or it is killed. */
    static final class Holder {
        private Holder() {}

        /**
         * Says when it has the lock.
         *
         * @param args the directory
         */
        public static void main(String[] args) throws IOException {
            FileLocks locks = new FileLocks(
                    Path.of(args[0]).toRealPath().resolve("locks"),
                    Duration.ofSeconds(30),
                    Access.ofOwner(Path.of(args[0])));
            locks.locked(FileLocks.share(ID), () -> {
                System.out.println("held");
                return System.in.read();
            });
        }
    }

    @Test
    void a_writer_waits_for_another_process_and_goes_on_when_that_was_killed() throws Exception {
        FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT);
        try (Child holder = new Child(directory.resolve("errors"), Holder.class, directory.toString())) {
            assertThat(holder.line()).isEqualTo("held");
            assertThatThrownBy(() -> FilesBackend.open(directory, SHORT).insert(entry(ID, "{}")))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("locked for 50 ms")
                    .hasMessageContaining("lock_timeout");
            FutureTask<Boolean> write = new FutureTask<>(() -> backend.insert(entry(ID, "{}")));
            new Thread(write).start();
            assertThat(write.isDone()).isFalse();

            holder.kill();

            assertThat(write.get()).isTrue();
        }
        assertThat(backend.get(Set.of(ID))).containsExactly(new Entry(ID, "{}", null, false));
    }

    @Test
    void a_writer_waits_for_another_application_of_its_process() throws Exception {
        FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT);
        String property = "dev.carnet.kiokudb.lock." + lock();
        System.setProperty(property, "held");
        try {
            assertThatThrownBy(() -> FilesBackend.open(directory, SHORT).insert(entry(ID, "{}")))
                    .isInstanceOf(SessionStoreException.class);
        } finally {
            System.clearProperty(property);
        }

        assertThat(backend.insert(entry(ID, "{}"))).isTrue();
        assertThat(System.getProperty(property)).isNull();
    }

    @Test
    void a_writer_waits_for_another_thread() throws Exception {
        FileLocks locks = new FileLocks(lock().getParent(), FilesPlace.LOCK_TIMEOUT, Access.ofOwner(directory));
        FilesBackend backend = FilesBackend.open(directory, SHORT);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        FutureTask<Boolean> holder = new FutureTask<>(() -> locks.locked(FileLocks.share(ID), () -> {
            held.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        }));
        new Thread(holder).start();
        held.await();

        assertThatThrownBy(() -> backend.insert(entry(ID, "{}"))).isInstanceOf(SessionStoreException.class);

        end.countDown();
        holder.get();
        assertThat(backend.insert(entry(ID, "{}"))).isTrue();
    }

    @Test
    void a_writer_that_was_interrupted_has_written_nothing_and_harms_no_other() {
        FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> backend.insert(entry(ID, "{}"))).isInstanceOf(SessionStoreException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(backend.get(Set.of(ID))).isEmpty();
        assertThat(backend.insert(entry(ID, "{}"))).isTrue();
    }

    @Test
    void ids_may_be_odd() {
        FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT);
        List<String> ids = List.of("a", "a.b", "..", "a/../b", "%2E", "ü", "A B", "*", "~", "-", "a\u0000b");
        ids.forEach(id -> assertThat(backend.insert(entry(id, "{\"x\":1}"))).isTrue());

        assertThat(backend.get(ids)).extracting(Entry::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(backend.scan(EntryQuery.all(Kind.PARTS), null, 100).entries())
                .extracting(Entry::id)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(new FilesPlace(directory).entries()).hasSameSizeAs(ids);
        assertThatThrownBy(() -> backend.insert(entry("x".repeat(251), "{}")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void pages_meet_without_a_gap() {
        FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(i % 7 + "." + i);
            backend.insert(entry(ids.get(i), "{}"));
        }
        for (int size : new int[] {1, 7, 60, 100}) {
            List<String> found = new ArrayList<>();
            String cursor = null;
            do {
                EntryPage page = backend.scan(EntryQuery.all(Kind.ALL), cursor, size);
                page.entries().forEach(each -> found.add(each.id()));
                cursor = page.next();
            } while (cursor != null);

            assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void a_place_that_cannot_be_used_is_an_error_that_says_what_to_do() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> FilesBackend.open(directory.resolve("none"), SHORT))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("the directory cannot be opened");
        assertThatThrownBy(() -> FilesBackend.open(file, SHORT)).isInstanceOf(SessionStoreException.class);

        FilesBackend backend = FilesBackend.open(directory, SHORT);
        Files.createFile(directory.resolve("entries/ab"));
        assertThatThrownBy(() -> backend.insert(entry(ID, "{}")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("there is a file where a directory is needed. Correct `dir`");
    }
}

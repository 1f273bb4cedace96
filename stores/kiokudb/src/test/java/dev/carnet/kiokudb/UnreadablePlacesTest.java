package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder or file that cannot be read, such as another user's, hides no other from an operator. */
class UnreadablePlacesTest {
    private static final Entry ENTRY = new Entry("Zk3uU9", "{}", null, true);
    private static final Entry HIDDEN = new Entry("ab3uU9", "{}", null, true);

    @TempDir
    private Path directory;

    /** Why something cannot be read. */
    enum Reason {
        ANOTHER_USERS {
            @Override
            IOException of(Path path) {
                return new AccessDeniedException(path.toString());
            }
        },
        DAMAGED {
            @Override
            IOException of(Path path) {
                return new FileSystemException(path.toString(), null, "Input/output error");
            }
        };

        abstract IOException of(Path path);
    }

    /** Does not give what is in one folder, or one file, whoever asks: a superuser may read everything else. */
    private static final class Withholding extends Disk {
        private final String name;
        private final IOException answer;

        Withholding(String name, IOException answer) {
            this.name = name;
            this.answer = answer;
        }

        private void ask(Path path) throws IOException {
            if (path.getFileName().toString().equals(name)) {
                throw answer;
            }
        }

        @Override
        List<Path> list(Path folder) throws IOException {
            ask(folder);
            return super.list(folder);
        }

        @Override
        byte[] read(Path file) throws IOException {
            ask(file);
            return super.read(file);
        }
    }

    @BeforeEach
    void store() {
        try (FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT)) {
            backend.insert(ENTRY);
            backend.insert(HIDDEN);
        }
    }

    private EntryPage scan(String withheld, IOException answer) {
        Disk disk = new Withholding(withheld, answer);
        try (FilesBackend backend = new FilesBackend(directory, FilesPlace.LOCK_TIMEOUT, disk)) {
            return backend.scan(EntryQuery.all(KiokuBackend.Kind.ALL), null, 10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_folder_that_cannot_be_read_is_named_and_passed_over(Reason reason) {
        EntryPage page = scan("ab", reason.of(directory.resolve("entries/ab")));

        assertThat(page.entries()).extracting(Entry::id).containsExactly(ENTRY.id());
        assertThat(page.unreadable()).containsExactly("entries/ab");
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_cannot_be_read_is_named_and_passed_over(Reason reason) {
        EntryPage page = scan("ab3uU9.json", reason.of(directory.resolve("entries/ab/ab3uU9.json")));

        assertThat(page.entries()).extracting(Entry::id).containsExactly(ENTRY.id());
        assertThat(page.unreadable()).containsExactly("entries/ab/ab3uU9.json");
    }

    /** Or sessions would be called unreadable that are well. */
    @Test
    void what_is_no_fault_of_one_folder_is_an_error() {
        assertThatThrownBy(() -> scan("ab", new FileSystemException("ab", null, "Too many open files")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("Too many open files. Raise the number of files");
    }

    /** Neither opens a pipe, which would wait for a writer, nor follows a link that leads to itself. */
    @Test
    void what_is_no_file_is_named_and_passed_over() throws IOException, InterruptedException {
        Path entries = directory.resolve(EntryFiles.ENTRIES);
        Files.createSymbolicLink(entries.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(entries.resolve("ab").resolve("abloop.json"), Path.of("abloop.json"));
        Path pipe = entries.resolve("ab").resolve("abpipe.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        try (FilesBackend backend = FilesBackend.open(directory, FilesPlace.LOCK_TIMEOUT)) {
            EntryPage page = backend.scan(EntryQuery.all(KiokuBackend.Kind.ALL), null, 10);

            assertThat(page.entries()).extracting(Entry::id).containsExactly(ENTRY.id(), HIDDEN.id());
            assertThat(page.unreadable())
                    .containsExactly("entries/ab/abloop.json", "entries/ab/abpipe.json", "entries/loop");
        }
    }
}

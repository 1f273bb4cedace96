package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure of the file system says what happened, where, and what to do; never in which file, whose name is a key. */
class FileFailuresTest {
    private static final String KEY = "Zk3uU9";

    @TempDir
    private Path directory;

    /** A file system on which nothing can be written any more. */
    private static final class FullDisk extends Disk {
        private final IOException failure;

        FullDisk(IOException failure) {
            this.failure = failure;
        }

        @Override
        void write(Path file, byte[] bytes, Access access) throws IOException {
            throw failure;
        }
    }

    static Stream<IOException> failures() {
        return Stream.of(
                new IOException("No space left on device"),
                new FileSystemException("/srv/" + KEY, null, "No space left on device"),
                new FileSystemException("/srv/" + KEY, null, "Disk quota exceeded"),
                new FileSystemException("/srv/" + KEY, null, "Read-only file system"),
                new FileSystemException("/srv/" + KEY, null, "Too many open files."),
                new FileSystemException("/srv/" + KEY),
                new AccessDeniedException("/srv/" + KEY),
                new NoSuchFileException("/srv/" + KEY),
                new IOException());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_is_told_with_place_and_remedy_and_without_the_file(IOException failure) {
        try (FilesBackend backend = new FilesBackend(directory, FilesPlace.LOCK_TIMEOUT, new FullDisk(failure))) {
            assertThatThrownBy(() -> backend.insert(new Entry(KEY, "{}", null, true)))
                    .isInstanceOf(SessionStoreException.class)
                    .satisfies(thrown -> {
                        assertThat(thrown.getMessage())
                                .startsWith("KiokuDB: an entry could not be stored in " + directory + ": ")
                                .doesNotContain(KEY, "..", "null")
                                .matches(".*: [^.]+\\. [A-Z][^.]+");
                        assertThat(String.valueOf(thrown.getCause())).doesNotContain(KEY);
                    });
        }
    }

    @Test
    void a_full_disk_is_called_full() {
        assertThat(FileFailures.of("x", directory, new IOException("No space left on device")))
                .hasMessage("KiokuDB: x in " + directory
                        + ": No space left on device. Free space on its file system, or raise the quota; earlier"
                        + " data is unchanged");
    }
}

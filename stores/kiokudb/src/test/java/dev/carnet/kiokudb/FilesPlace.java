package dev.carnet.kiokudb;

import dev.carnet.spi.SessionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of entries, reached through the backend and past it.
 *
 * @param directory is there
 */
record FilesPlace(Path directory) implements EntryPlace.Door {
    static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    SessionStore open() {
        return new KiokuDbSessionStore(backend());
    }

    FilesBackend backend() {
        return FilesBackend.open(directory, LOCK_TIMEOUT);
    }

    /** Every file below, as a path from the directory. */
    List<String> files() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> directory.relativize(each).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries among them. */
    List<String> entries() {
        return files().stream().filter(each -> each.startsWith("entries")).toList();
    }

    private Path file(String id) {
        return directory.resolve("entries").resolve(id.substring(0, 2)).resolve(id.replace(".", "%2E") + ".json");
    }

    @Override
    public int litter() {
        Path entries = directory.resolve("entries");
        try {
            Files.writeString(entries.resolve("README"), "whose is this?");
            Files.createDirectories(entries.resolve("zz").resolve("folder.json"));
            Files.writeString(entries.resolve("zz").resolve("%zz.json"), "{}");
            Files.writeString(entries.resolve("zz").resolve("notes.txt"), "whose is this?");
            Files.write(entries.resolve("zz").resolve("zz-bytes.json"), new byte[] {(byte) 0xff, (byte) 0xfe});
            return 5;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> read(String id) {
        try {
            return Files.exists(file(id)) ? Optional.of(Files.readString(file(id))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(String id, String json) {
        try {
            Files.createDirectories(file(id).getParent());
            Files.writeString(file(id), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

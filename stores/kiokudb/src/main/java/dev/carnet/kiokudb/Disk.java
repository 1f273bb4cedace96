package dev.carnet.kiokudb;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The file system operations of a directory of entries; each is synced to disk when it returns. */
class Disk {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** What is in a directory, in the order of the names; nothing if it is not there. */
    List<Path> list(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    /** Writes a new file, in place of what may be there: that has perhaps other permissions. */
    void write(Path file, byte[] bytes, Access access) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(file, NEW, access.file())) {
            access.share(file);
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Gives a file another name, over what is there, in one step. */
    void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Creates a directory, and those above it that are missing, unless it is there. */
    void createDirectory(Path directory, Access access) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, access.directory());
            access.share(directory);
        }
    }

    /** Makes the names in a directory last; Windows neither needs nor knows that. */
    void sync(Path directory) throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}

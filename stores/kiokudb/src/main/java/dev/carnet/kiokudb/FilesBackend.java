package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores each entry as a file in a directory, for the processes of one machine.
 *
 * <pre>
 * entries/Zk/Zk3uU9....json     an entry; its name is its id, escaped as in a URL
 * locks/7f.lock                 locked while an entry of this share is written
 * locks/7f.new                  what is to become one
 * </pre>
 *
 * A write takes the share's lock, checks that the entry is what was read, writes the new one to a separate file, and
 * renames that atomically: readers see the old or the new entry and need no lock. Each step is synced to disk before the
 * next, and the last one before the write is acknowledged. A crash leaves at most a file that the next write of that
 * share overwrites.
 *
 * <p>New files and directories can be accessed by their owner only; see {@link Access}.
 */
public final class FilesBackend implements KiokuBackend {
    /** The directory of the locks, in the store's own. */
    static final String LOCKS = "locks";

    private static final String NOT_STORED = "an entry could not be stored";
    private static final String NOT_DELETED = "an entry could not be deleted";

    private final Path directory;
    private final EntryFiles entries;
    private final Access access;
    private final Path locks;
    private final FileLocks lock;
    private final Disk disk;

    FilesBackend(Path directory, Duration lockTimeout, Disk disk) {
        this.directory = directory;
        this.disk = disk;
        try {
            Path real = directory.toRealPath();
            this.access = Access.asIn(real);
            this.entries = new EntryFiles(real, disk);
            this.locks = real.resolve(LOCKS);
            this.lock = new FileLocks(locks, lockTimeout, access);
            disk.createDirectory(entries.directory(), access);
            disk.createDirectory(locks, access);
            disk.sync(real);
        } catch (IOException e) {
            throw FileFailures.of("the directory cannot be opened", directory, e);
        }
    }

    /**
     * Opens a directory that is there.
     *
     * @param lockTimeout the longest wait for others who write
     * @throws SessionStoreException if it is not there or cannot be written
     */
    public static FilesBackend open(Path directory, Duration lockTimeout) {
        return new FilesBackend(directory, lockTimeout, new Disk());
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public long maxLength() {
        return Integer.MAX_VALUE - 1024;
    }

    @Override
    public boolean insert(Entry entry) {
        return write(NOT_STORED, entry.id(), file -> !Files.exists(file), entry);
    }

    @Override
    public boolean replace(Entry asRead, Entry next) {
        return write(NOT_STORED, next.id(), file -> holds(file, asRead), next);
    }

    @Override
    public boolean delete(Entry asRead) {
        return write(NOT_DELETED, asRead.id(), file -> holds(file, asRead), null);
    }

    @Override
    public void deleteAll(Collection<String> ids) {
        for (String each : ids) {
            write(NOT_DELETED, each, Files::exists, null);
        }
    }

    /** Compares bytes: of what is no UTF-8 nothing that was read is the same. */
    private boolean holds(Path file, Entry asRead) throws IOException {
        try {
            return Arrays.equals(disk.read(file), asRead.json().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /** What has to be so for a write to happen. */
    @FunctionalInterface
    private interface Condition {
        boolean holds(Path file) throws IOException;
    }

    /** Writes an entry, or deletes it if there is no next one, where a condition holds; false where it does not. */
    private boolean write(String failure, String id, Condition condition, @Nullable Entry next) {
        Path file = entries.file(id);
        Path folder = entries.folder(id);
        int share = FileLocks.share(id);
        try {
            return lock.locked(share, () -> {
                if (!condition.holds(file)) {
                    return false;
                }
                if (next == null) {
                    disk.delete(file);
                } else {
                    Path fresh = locks.resolve(String.format("%02x.new", share));
                    disk.write(fresh, next.json().getBytes(StandardCharsets.UTF_8), access);
                    makeDirectory(folder);
                    disk.rename(fresh, file);
                }
                disk.sync(folder);
                return true;
            });
        } catch (IOException e) {
            throw FileFailures.of(failure, directory, e);
        }
    }

    private void makeDirectory(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            disk.createDirectory(folder, access);
            disk.sync(entries.directory());
        }
    }

    @Override
    public List<Entry> get(Collection<String> ids) {
        List<Entry> found = new ArrayList<>(ids.size());
        for (String each : ids) {
            try {
                entries.read(entries.file(each)).ifPresent(json -> found.add(Entry.read(each, json)));
            } catch (IOException e) {
                throw FileFailures.of("an entry could not be read", directory, e);
            }
        }
        return found;
    }

    @Override
    public EntryPage scan(EntryQuery query, @Nullable String cursor, int limit) {
        try {
            return entries.page(query.kind()::includes, cursor, limit);
        } catch (IOException e) {
            throw FileFailures.of("entries could not be listed", directory, e);
        }
    }

    /** Nothing is kept open. */
    @Override
    public void close() {}
}

package dev.carnet.kiokudb;

import dev.carnet.SessionStoreException;
import dev.carnet.spi.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries in a directory, a file each, for the processes of one machine.
 *
 * <pre>
 * entries/Zk/Zk3uU9....json     an entry; its name is its id, escaped as in a URL
 * locks/7f.lock                 locked while an entry of this share is written
 * locks/7f.new                  what is to become one
 * </pre>
 *
 * A write takes the share's lock, looks whether the entry is what was read, writes all of the new one beside it, and renames
 * it, which is one step: whoever reads sees the old or the new, and takes no lock. Each step is on the disk before the next,
 * and the last before the write is acknowledged. What a crash leaves behind is at most a file that the next write of that
 * share writes over.
 */
public final class FilesBackend implements KiokuBackend {
    private static final String SUFFIX = ".json";
    private static final int PREFIX = 2;
    private static final int LONGEST_NAME = 250;

    private final Path entries;
    private final Path locks;
    private final FileLocks lock;
    private final Disk disk;

    FilesBackend(Path directory, Duration lockTimeout, Disk disk) {
        try {
            Path real = directory.toRealPath();
            this.entries = real.resolve("entries");
            this.locks = real.resolve("locks");
            this.lock = new FileLocks(locks, lockTimeout);
            this.disk = disk;
            disk.createDirectory(entries);
            disk.createDirectory(locks);
            disk.sync(real);
        } catch (IOException e) {
            throw failed("the directory cannot be opened", directory, e);
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
        return write("an entry could not be stored", entry.id(), file -> !Files.exists(file), entry);
    }

    @Override
    public boolean replace(Entry asRead, Entry next) {
        return write("an entry could not be stored", next.id(), file -> holds(file, asRead), next);
    }

    @Override
    public boolean delete(Entry asRead) {
        return write("an entry could not be deleted", asRead.id(), file -> holds(file, asRead), null);
    }

    @Override
    public void deleteAll(Collection<String> ids) {
        for (String each : ids) {
            write("an entry could not be deleted", each, Files::exists, null);
        }
    }

    private static boolean holds(Path file, Entry asRead) throws IOException {
        return read(file).filter(asRead.json()::equals).isPresent();
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** What has to be so for a write to happen. */
    @FunctionalInterface
    private interface Condition {
        boolean holds(Path file) throws IOException;
    }

    /** Writes an entry, or deletes it if there is no next one, where a condition holds; false where it does not. */
    private boolean write(String failure, String id, Condition condition, @Nullable Entry next) {
        String name = name(id);
        Path directory = entries.resolve(prefix(name));
        Path file = directory.resolve(name);
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
                    disk.write(fresh, next.json().getBytes(StandardCharsets.UTF_8));
                    makeDirectory(directory);
                    disk.rename(fresh, file);
                }
                disk.sync(directory);
                return true;
            });
        } catch (IOException e) {
            throw failed(failure, entries, e);
        }
    }

    private void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            disk.createDirectory(directory);
            disk.sync(entries);
        }
    }

    private static String name(String id) {
        String name = URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace(".", "%2E")
                .replace("*", "%2A");
        if (name.length() > LONGEST_NAME) {
            throw new SessionStoreException("KiokuDB: an id is too long for the name of a file", null);
        }
        return name + SUFFIX;
    }

    private static String id(Path file) {
        String name = file.getFileName().toString();
        return URLDecoder.decode(name.substring(0, name.length() - SUFFIX.length()), StandardCharsets.UTF_8);
    }

    @Override
    public List<Entry> get(Collection<String> ids) {
        List<Entry> found = new ArrayList<>(ids.size());
        for (String each : ids) {
            String name = name(each);
            try {
                read(entries.resolve(prefix(name)).resolve(name)).ifPresent(json -> found.add(entry(each, json)));
            } catch (IOException e) {
                throw failed("an entry could not be read", entries, e);
            }
        }
        return found;
    }

    /** An entry that cannot be read may be a session's. */
    private static Entry entry(String id, String json) {
        try {
            Map<String, String> members = JsonObject.split(json);
            String type = members.get(SessionEntry.CLASS);
            return new Entry(
                    id,
                    json,
                    type == null ? null : JsonObject.unquote(type),
                    "true".equals(members.get(SessionEntry.ROOT)));
        } catch (IllegalArgumentException damaged) {
            return new Entry(id, json, null, true);
        }
    }

    @Override
    public EntryPage scan(Kind kind, @Nullable String cursor, int limit) {
        List<Entry> page = new ArrayList<>();
        try {
            for (Path directory : sorted(entries)) {
                boolean isBehind =
                        cursor != null && directory.getFileName().toString().compareTo(prefix(cursor)) < 0;
                for (Path file : isBehind ? List.<Path>of() : sorted(directory)) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(SUFFIX) && (cursor == null || name.compareTo(cursor) > 0)) {
                        read(file)
                                .map(json -> entry(id(file), json))
                                .filter(kind::includes)
                                .ifPresent(page::add);
                        if (page.size() == limit) {
                            return new EntryPage(page, name);
                        }
                    }
                }
            }
            return new EntryPage(page, null);
        } catch (IOException e) {
            throw failed("entries could not be listed", entries, e);
        }
    }

    private static String prefix(String name) {
        return name.substring(0, Math.min(PREFIX, name.length() - SUFFIX.length()));
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static SessionStoreException failed(String failure, Path place, IOException e) {
        return new SessionStoreException(
                "KiokuDB: " + failure + ": " + e.getClass().getSimpleName() + " in " + place
                        + ". See whether the directory is there, can be written by this user and has space left.",
                e);
    }

    /** Nothing is kept open. */
    @Override
    public void close() {}
}

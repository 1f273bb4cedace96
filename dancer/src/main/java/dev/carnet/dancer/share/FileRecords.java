package dev.carnet.dancer.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.document.LeaseRecord;
import dev.carnet.spi.document.ReservedNames;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records as Dancer's file engines keep them: {@code ID.yml} in one folder. Writers of Carnet's take turns, in all processes of
 * this machine, and put a file in place in one step. Perl knows nothing of that: what it writes between this side's look and its
 * write is overwritten.
 */
final class FileRecords implements RawRecords {
    private static final String SUFFIX = ".yml";
    private static final String LOCK = ".carnet.lock";
    private static final String SWEEPER = ".carnet.sweeper";
    private static final int MOST_LOOKS = 200;
    private static final long BETWEEN_LOOKS_MILLIS = 5;
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(1);

    /** A lock of the file system is held by a process, not by a thread. */
    private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private final Path folder;
    private final FileNames names;
    private final ReentrantLock turn;

    FileRecords(Path folder) {
        this.folder = folder;
        this.names = new FileNames(this::list);
        this.turn = TURNS.computeIfAbsent(folder.toAbsolutePath().normalize(), each -> new ReentrantLock());
    }

    private interface Access<T> {
        T run() throws IOException;
    }

    /** Dancer's ids need no escape. */
    private Path file(SessionKey key) {
        return folder.resolve(URLEncoder.encode(key.value(), UTF_8) + SUFFIX);
    }

    /** The key that a file is named after; empty for a file of another name. */
    private Optional<SessionKey> key(String name) {
        try {
            SessionKey key = new SessionKey(URLDecoder.decode(name, UTF_8));
            return file(key).equals(folder.resolve(name + SUFFIX)) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static <T> T guarded(Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** A file's name is a session's id, so neither what the system says of it nor the cause is handed on. */
    private static SessionStoreException failure(IOException e) {
        String reason = e instanceof FileSystemException of && of.getReason() != null
                ? of.getReason()
                : e.getClass().getSimpleName();
        return new SessionStoreException(
                "YAML: a session's file cannot be read or written: " + reason
                        + ". Check whether this user may read and write the files in session_dir, and whether there"
                        + " is free space",
                null);
    }

    private <T> T inTurn(Access<T> access) {
        turn.lock();
        try {
            return guarded(() -> {
                try (FileChannel channel = FileChannel.open(
                                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    if (!held.isValid()) {
                        throw new IOException("the lock " + LOCK + " was lost");
                    }
                    return access.run();
                }
            });
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Optional<RawRecord> get(SessionKey key) {
        return guarded(() -> read(key));
    }

    /**
     * Once Carnet has written a file, what it says inside tells when it was used; until then its time of change does. Dancer 2
     * empties a file before it fills it; what it writes ends with a line's end. A file that has been without one for longer is
     * damaged, and waited for no more.
     */
    private Optional<RawRecord> read(SessionKey key) throws IOException {
        try {
            Path file = file(key);
            for (int look = 1; ; look++) {
                Instant modified = Files.getLastModifiedTime(file).toInstant();
                byte[] bytes = Files.readAllBytes(file);
                boolean isWhole = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
                boolean isOld = modified.isBefore(Instant.now().minus(LONGEST_WRITE));
                if (isWhole || isOld || look == MOST_LOOKS) {
                    String content = new String(bytes, ISO_8859_1);
                    boolean isPerlsAlone = !content.contains(ReservedNames.PREFIX);
                    return Optional.of(new RawRecord(content, isPerlsAlone ? modified : null, null));
                }
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Perl writes the file", e);
        }
    }

    private boolean stands(SessionKey key, String expected) throws IOException {
        return read(key).filter(each -> each.content().equals(expected)).isPresent();
    }

    @Override
    public boolean insert(SessionKey key, String content, Instant keptUntil) {
        return inTurn(() -> {
            Path written = written(content);
            try {
                Files.createLink(file(key), written);
                return true;
            } catch (FileAlreadyExistsException taken) {
                return false;
            } finally {
                Files.delete(written);
            }
        });
    }

    @Override
    public boolean replace(SessionKey key, String expected, String content, Instant keptUntil) {
        return inTurn(() -> {
            if (!stands(key, expected)) {
                return false;
            }
            Path written = written(content);
            try {
                Files.move(written, file(key), StandardCopyOption.ATOMIC_MOVE);
                return true;
            } finally {
                Files.deleteIfExists(written);
            }
        });
    }

    /** A file of its own with a content, on the disk. */
    private Path written(String content) throws IOException {
        Path file = Files.createTempFile(folder, ".carnet", null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return file;
    }

    @Override
    public boolean remove(SessionKey key, String expected) {
        return inTurn(() -> stands(key, expected) && Files.deleteIfExists(file(key)));
    }

    /** In a file that is named as no session's is, with the sweeper's name and the claim's end. */
    @Override
    public boolean claim(String keyPrefix, String sweeper, Instant now, Instant until) {
        Path claim = folder.resolve(SWEEPER + keyPrefix);
        return inTurn(() -> {
            List<String> held = Files.exists(claim) ? Files.readAllLines(claim, ISO_8859_1) : List.of();
            boolean isFree = held.size() != 2 || LeaseRecord.isFree(instant(held.get(1)), now, until);
            if (!isFree && !held.get(0).equals(sweeper)) {
                return false;
            }
            Files.move(written(sweeper + "\n" + until + "\n"), claim, StandardCopyOption.ATOMIC_MOVE);
            return true;
        });
    }

    /** The end of a claim; null if it is damaged. */
    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException damaged) {
            return null;
        }
    }

    @Override
    public Page page(@Nullable String cursor, int limit) {
        return guarded(() -> {
            Map<SessionKey, RawRecord> records = new LinkedHashMap<>();
            List<String> strays = new ArrayList<>();
            FileNames.Page here = names.page(cursor, limit);
            for (String name : here.names()) {
                Optional<SessionKey> key = key(name);
                try {
                    if (key.isPresent()) {
                        read(key.get()).ifPresent(each -> records.put(key.get(), each));
                        continue;
                    }
                } catch (FileSystemException cannotBeRead) {
                    // One such file stops no operator; it is counted with the others.
                }
                strays.add(name);
            }
            return new Page(records, strays, here.nextCursor());
        });
    }

    private void list(Consumer<String> name) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path each : files) {
                String file = each.getFileName().toString();
                name.accept(file.substring(0, file.length() - SUFFIX.length()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Nothing is kept open. */
    @Override
    public void close() {}
}

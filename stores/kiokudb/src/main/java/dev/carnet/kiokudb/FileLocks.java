package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks between threads, between applications in one process, and between processes, each for a share of all entries.
 * They are released when a process ends or dies. Thread-safe.
 *
 * <p>Three locks are acquired in order: a lock on the heap for threads; a system property, which all class loaders of a
 * process share, for applications in one process; a file lock for processes. Applications of one process must not
 * compete for the file lock, because POSIX releases a process's locks on a file when any of its channels to that file is
 * closed.
 */
final class FileLocks {
    static final int SHARES = 256;

    private static final Set<StandardOpenOption> OPEN_OR_NEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final String PROPERTY = "dev.carnet.kiokudb.lock.";
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path directory;
    private final Duration timeout;
    private final Access access;

    /**
     * @param directory holds the files that are locked; a real path, since it stands for the place
     * @param timeout the longest wait
     * @param access who may lock, if the files have to be created
     */
    FileLocks(Path directory, Duration timeout, Access access) {
        this.directory = directory;
        this.timeout = timeout;
        this.access = access;
    }

    /** Something done while a lock is held. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** The share that an entry belongs to. */
    static int share(String id) {
        return (id.hashCode() & Integer.MAX_VALUE) % SHARES;
    }

    /**
     * Does something while nobody else does anything with a share.
     *
     * @throws SessionStoreException if the lock cannot be had in time
     */
    <T> T locked(int share, Work<T> work) throws IOException {
        Path file = directory.resolve(String.format("%02x.lock", share));
        long deadline = System.nanoTime() + timeout.toNanos();
        ReentrantLock threads = THREADS.computeIfAbsent(file, none -> new ReentrantLock());
        if (!acquired(threads, deadline)) {
            throw inUse();
        }
        try {
            return amongApplications(file, deadline, work);
        } finally {
            threads.unlock();
        }
    }

    private static boolean acquired(ReentrantLock lock, long deadline) {
        try {
            return lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T amongApplications(Path file, long deadline, Work<T> work) throws IOException {
        String property = PROPERTY + file;
        while (System.getProperties().putIfAbsent(property, "held") != null) {
            pause(deadline);
        }
        try (FileChannel channel = opened(file)) {
            while (!isAcquired(channel)) {
                pause(deadline);
            }
            return work.run(); // closing the channel gives the lock back
        } finally {
            System.getProperties().remove(property);
        }
    }

    private FileChannel opened(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException notYet) {
            FileChannel created = FileChannel.open(file, OPEN_OR_NEW, access.file());
            access.share(file);
            return created;
        }
    }

    private static boolean isAcquired(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private void pause(long deadline) {
        if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
            throw inUse();
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
    }

    private SessionStoreException inUse() {
        return new SessionStoreException(
                "KiokuDB: others kept an entry in " + directory.getParent() + " locked for " + timeout.toMillis()
                        + " ms: find them, or raise lock_timeout",
                null);
    }
}

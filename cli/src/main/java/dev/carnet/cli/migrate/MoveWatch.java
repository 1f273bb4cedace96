package dev.carnet.cli.migrate;

import dev.carnet.cli.selection.SessionName;
import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.SessionStoreException;
import dev.carnet.fallback.SessionMove;
import dev.carnet.spi.SessionKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Follows a move for people who wait, and stops it when they have enough. */
final class MoveWatch implements SessionMove.Watcher {
    /** Ctrl-C lets calls that are answered soon end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Shell shell;
    private final MoveJournal journal;
    private final Progress progress;
    private final Throttle throttle;
    private final Interruption interruption;
    private final StoreWait outage;
    private final AtomicInteger throttled = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();

    MoveWatch(
            Shell shell,
            MoveJournal journal,
            Progress progress,
            Throttle throttle,
            Interruption interruption,
            StoreWait outage) {
        this.shell = shell;
        this.journal = journal;
        this.progress = progress;
        this.throttle = throttle;
        this.interruption = interruption;
        this.outage = outage;
    }

    @Override
    public void begins(List<SessionKey> keys) {
        outage.isOver(); // the store has just said which they are
        journal.note(keys);
    }

    @Override
    public void moved() {
        throttled.incrementAndGet();
        throttle.pass();
        outage.isOver(); // it had answered before the throttle, which is no silence
        throttled.decrementAndGet();
        progress.add(1);
    }

    @Override
    public boolean goesOn() {
        return !interruption.isAsked();
    }

    @Override
    public boolean triesAgain(SessionStoreException failure) {
        return outage.isWaitedFor(failure, interruption);
    }

    @Override
    public boolean abandons() {
        return interruption.isAskedFor(GRACE) || (throttled.get() == 0 && outage.isTooLong());
    }

    @Override
    public void stays(@Nullable String handle, String why) {
        String which = handle == null ? "a session of the interrupted move" : new SessionName(handle).toString();
        lock.lock();
        try {
            shell.err().println("carnet: " + which + " stays: " + why);
        } finally {
            lock.unlock();
        }
    }
}

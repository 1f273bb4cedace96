package dev.carnet.tomcat;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Notes what it is asked, and fails or waits when it is told to. */
final class GuardedStore extends ForwardingSessionStore {
    private final List<String> calls = new ArrayList<>();
    private volatile boolean readsFail;
    private volatile boolean writesFail;
    private volatile CountDownLatch writing = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    GuardedStore(SessionStore store) {
        super(store);
    }

    synchronized List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    void fail(boolean reads, boolean writes) {
        readsFail = reads;
        writesFail = writes;
    }

    /** Writes wait until {@link #open}. */
    void block() {
        writing = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    /** Waits until somebody writes. */
    void awaitWriter() throws InterruptedException {
        writing.await();
    }

    private synchronized void note(String call) {
        calls.add(call);
    }

    private void write(String call) {
        note(call);
        writing.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (writesFail) {
            throw new SessionStoreException("the store is told to fail", null);
        }
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        note("find");
        if (readsFail) {
            throw new SessionStoreException("the store is told to fail", null);
        }
        return super.find(key);
    }

    @Override
    public boolean create(SessionRecord session) {
        write("create");
        return super.create(session);
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        write("update");
        return super.update(update);
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        write("touch");
        return super.touch(key, version, lastAccessedAt, expiresAt);
    }

    @Override
    public boolean delete(SessionKey key, Instant ifExpiredBy) {
        write("delete");
        return super.delete(key, ifExpiredBy);
    }
}

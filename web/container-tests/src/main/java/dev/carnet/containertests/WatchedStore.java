package dev.carnet.containertests;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes the calls of a node's requests; on demand out of order, or held up in its writes. */
public final class WatchedStore {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile List<String> broken = List.of();
    private volatile @Nullable CountDownLatch held;
    private volatile CountDownLatch reached = new CountDownLatch(1);

    /** The store of one node, watched. */
    public SessionStore around(SessionStore store) {
        return new ForwardingSessionStore(store) {
            @Override
            public boolean create(SessionRecord session) {
                return observe("create", () -> super.create(session));
            }

            @Override
            public Optional<SessionRecord> find(SessionKey key) {
                return observe("find", () -> super.find(key));
            }

            @Override
            public UpdateResult update(SessionUpdate update) {
                return observe("update", () -> super.update(update));
            }

            @Override
            public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
                return observe("touch", () -> super.touch(key, version, lastAccessedAt, expiresAt));
            }

            @Override
            public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
                return observe("delete", () -> super.delete(key, ifExpiredBy));
            }
        };
    }

    /** The calls since the last time. */
    public List<String> calls() {
        List<String> now = List.copyOf(calls);
        calls.clear();
        return now;
    }

    /** From now on these operations fail; without any, none does. */
    public void breakDown(String... operations) {
        broken = List.of(operations);
    }

    /** From now on writes wait until they are let go. */
    public void holdWrites() {
        reached = new CountDownLatch(1);
        held = new CountDownLatch(1);
    }

    /** Waits until somebody writes. */
    public void awaitWrite() throws InterruptedException {
        if (!reached.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was written");
        }
    }

    /** The writes that wait go on, and later ones do not wait. */
    public void letWritesGo() {
        CountDownLatch now = held;
        held = null;
        if (now != null) {
            now.countDown();
        }
    }

    private <T> T observe(String operation, Supplier<T> call) {
        calls.add(operation);
        if (broken.contains(operation)) {
            throw new SessionStoreException("the store is out of order, as the test wants it", null);
        }
        CountDownLatch now = held;
        if (now != null && !operation.equals("find")) {
            reached.countDown();
            try {
                if (!now.await(20, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody let it go");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return call.get();
    }
}

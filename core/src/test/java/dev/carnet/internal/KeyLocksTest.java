package dev.carnet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.internal.record.KeyLocks;
import dev.carnet.spi.SessionKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyLocksTest {
    private static final long NOT_AT_ALL = 0;
    private static final long LONG = TimeUnit.MINUTES.toNanos(5);

    private final KeyLocks locks = new KeyLocks();
    private final SessionKey key = new SessionKey("Aa");
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    private boolean otherThreadLocks(SessionKey wanted, long nanos) {
        return CompletableFuture.supplyAsync(() -> locks.tryLock(wanted, nanos), other)
                .join();
    }

    @Test
    void one_session_is_locked_once() {
        assertThat(locks.tryLock(key, NOT_AT_ALL)).isTrue();
        assertThat(otherThreadLocks(key, NOT_AT_ALL)).isFalse();

        locks.unlock(key);

        assertThat(otherThreadLocks(key, NOT_AT_ALL)).isTrue();
    }

    @Test
    void sessions_whose_keys_have_the_same_hash_do_not_wait_for_each_other() {
        SessionKey sameHash = new SessionKey("BB");
        assertThat(sameHash.hashCode()).isEqualTo(key.hashCode());
        locks.tryLock(key, NOT_AT_ALL);

        assertThat(otherThreadLocks(sameHash, NOT_AT_ALL)).isTrue();
    }

    @Test
    void no_lock_is_left_behind() {
        locks.tryLock(key, NOT_AT_ALL);
        otherThreadLocks(key, NOT_AT_ALL);
        assertThat(locks.size()).isEqualTo(1);

        locks.unlock(key);

        assertThat(locks.size()).isZero();
    }

    @Test
    void an_interrupted_thread_stops_waiting_and_stays_interrupted() throws Exception {
        locks.tryLock(key, NOT_AT_ALL);
        Future<Boolean> waiting = other.submit(() -> {
            Thread.currentThread().interrupt();
            return !locks.tryLock(key, LONG) && Thread.currentThread().isInterrupted();
        });

        assertThat(waiting.get()).isTrue();
        locks.unlock(key);
        assertThat(locks.size()).isZero();
    }
}

package dev.carnet.cli.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedCountTest {
    @Test
    void a_count_in_time_is_known() {
        assertThat(BoundedCount.within(Duration.ofMinutes(1), () -> 60)).hasValue(60);
    }

    @Test
    void nobody_waits_for_one_that_takes_longer() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Thread[] counting = new Thread[1];

        assertThat(BoundedCount.within(Duration.ofMillis(100), () -> {
                    counting[0] = Thread.currentThread();
                    begun.countDown();
                    awaitUninterrupted(released);
                    return 60;
                }))
                .isEmpty();

        begun.await();
        assertThat(counting[0].isDaemon()).isTrue();
        released.countDown();
        counting[0].join();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_failure_is_the_stores() {
        SessionStoreException failure = new SessionStoreException("it does not answer", null);

        assertThatThrownBy(() -> BoundedCount.within(Duration.ofMinutes(1), () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}

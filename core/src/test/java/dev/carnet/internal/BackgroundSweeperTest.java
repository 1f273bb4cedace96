package dev.carnet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundSweeperTest {
    @Test
    void it_runs_again_after_a_sweep_that_failed() throws Exception {
        CountDownLatch sweeps = new CountDownLatch(3);
        Runnable failing = () -> {
            sweeps.countDown();
            throw new IllegalStateException("no store");
        };

        try (var sweeper = new BackgroundSweeper(failing, Duration.ofMillis(1))) {
            assertThat(sweeps.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}

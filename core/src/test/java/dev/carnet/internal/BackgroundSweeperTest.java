package dev.carnet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.error.SessionStoreException;
import dev.carnet.internal.watch.BackgroundSweeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackgroundSweeperTest {
    static Stream<Throwable> failures() {
        return Stream.of(
                new SessionStoreException("no store", null),
                new IllegalStateException("a listener's fault"),
                new StackOverflowError(),
                new NoClassDefFoundError("an incomplete deployment"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void it_runs_again_after_a_sweep_that_failed(Throwable failure) throws Exception {
        CountDownLatch sweeps = new CountDownLatch(3);
        Runnable failing = () -> {
            sweeps.countDown();
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };

        try (var sweeper = new BackgroundSweeper(failing, Duration.ofMillis(1))) {
            assertThat(sweeps.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}

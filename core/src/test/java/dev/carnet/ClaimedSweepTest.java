package dev.carnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who sweeps in the background claims that again and again, and leaves the storage to requests half of the time. */
class ClaimedSweepTest {
    private static final Duration BATCH = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final List<String> done = new ArrayList<>();
    private final List<Long> rests = new ArrayList<>();
    private boolean isMine = true;

    private void sweep(Consumer<BooleanSupplier> batches) {
        ForwardingSessionStore store = new ForwardingSessionStore(new MemorySessionStore()) {
            @Override
            public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
                done.add("claim");
                return isMine;
            }
        };
        new ClaimedSweep(store, "", Duration.ofMinutes(5), () -> Instant.EPOCH, batches, nanos -> {
                    done.add("rest");
                    rests.add(nanos);
                })
                .run();
    }

    private boolean batch(BooleanSupplier after) {
        long end = System.nanoTime() + BATCH.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        done.add("batch");
        return after.getAsBoolean();
    }

    @Test
    void each_batch_is_followed_by_a_claim_and_a_rest_as_long_as_it_took() {
        sweep(after -> {
            batch(after);
            batch(after);
        });

        assertThat(done).containsExactly("claim", "batch", "claim", "rest", "batch", "claim", "rest");
        assertThat(rests).allSatisfy(each -> assertThat(each).isBetween(BATCH.toNanos(), LONGEST.toNanos()));
    }

    @Test
    void what_another_process_has_claimed_meanwhile_is_left_to_it_after_the_batch() {
        sweep(after -> {
            assertThat(batch(after)).isTrue();
            isMine = false;
            assertThat(batch(after)).isFalse();
        });

        assertThat(done).containsExactly("claim", "batch", "claim", "rest", "batch", "claim");
    }

    @Test
    void what_another_process_sweeps_is_left_to_it() {
        isMine = false;

        sweep(this::batch);

        assertThat(done).containsExactly("claim");
    }
}

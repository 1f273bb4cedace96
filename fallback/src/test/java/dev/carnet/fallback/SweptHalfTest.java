package dev.carnet.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of two stores the one that deletes expired sessions itself is not swept for nobody. */
class SweptHalfTest {
    private final SettableClock clock = new SettableClock();
    private final List<String> asked = new ArrayList<>();

    /** Says what it is asked to sweep. */
    private final class AskedStore extends ForwardingSessionStore {
        private final String name;
        private final boolean isNative;

        AskedStore(String name, boolean isNative) {
            super(new MemorySessionStore());
            this.name = name;
            this.isNative = isNative;
            create(Records.record(clock.instant(), null, Attributes.NONE));
        }

        @Override
        public StoreTraits traits() {
            StoreTraits own = super.traits();
            return new StoreTraits(
                    own.name(),
                    own.encoding(),
                    isNative,
                    own.principalIndex(),
                    own.durable(),
                    own.shared(),
                    own.maxSessionBytes());
        }

        @Override
        public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
            asked.add("claim " + name);
            return super.claimSweep(keyPrefix, sweeper, now, until);
        }

        @Override
        public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
            asked.add("sweep " + name);
            return super.deleteExpired(query, cursor, limit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, claim old;claim new, sweep old;sweep new",
        "true, false, claim new, sweep new",
        "false, true, claim old, sweep old",
        "true, true, claim old;claim new, ''"
    })
    void only_the_store_that_needs_a_sweep_is_claimed_and_swept(
            boolean isOldNative, boolean isNewNative, String claimed, String swept) {
        SessionStore both = FallbackSessionStore.moving(
                new AskedStore("new", isNewNative), new AskedStore("old", isOldNative), same -> same, same -> same);

        assertThat(both.claimSweep("", "s.one", clock.instant(), clock.instant().plusSeconds(60)))
                .isTrue();
        assertThat(String.join(";", asked)).isEqualTo(claimed);

        asked.clear();
        sweep(both, SweepQuery.by(SessionHeader.NEVER).skippingNative());
        assertThat(String.join(";", asked)).isEqualTo(swept);

        asked.clear();
        sweep(both, SweepQuery.by(SessionHeader.NEVER));
        assertThat(asked).as("for a listener, or an operator").contains("sweep new");
    }

    private static void sweep(SessionStore store, SweepQuery query) {
        @Nullable String cursor = null;
        do {
            cursor = store.deleteExpired(query, cursor, 10).nextCursor();
        } while (cursor != null);
    }
}

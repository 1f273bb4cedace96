package dev.carnet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final List<SessionQuery> counted = new ArrayList<>();

    private OpenStore open(boolean nativeExpiry) {
        ForwardingSessionStore store = new ForwardingSessionStore(new MemorySessionStore()) {
            @Override
            public StoreTraits traits() {
                StoreTraits traits = super.traits();
                return new StoreTraits(traits.name(), traits.encoding(), nativeExpiry, true, true, true, 1000);
            }

            @Override
            public long count(SessionQuery query) {
                counted.add(query);
                return super.count(query);
            }
        };
        SessionOptions options = SessionOptions.DEFAULTS;
        return new OpenStore(store, SessionDirectory.over(store, options), options);
    }

    @Test
    void what_is_expected_is_counted_without_attributes() {
        SessionQuery live = SessionQuery.ALL.liveAt(NOW).ofPrincipal("ada");

        assertThat(open(false).expected(live.withAttributes())).isZero();

        assertThat(counted).containsExactly(live);
    }

    @Test
    void a_store_that_deletes_expired_sessions_itself_is_not_asked_which_live() {
        assertThat(open(true).expected(SessionQuery.ALL.liveAt(NOW))).isZero();

        assertThat(counted).containsExactly(SessionQuery.ALL);
    }
}

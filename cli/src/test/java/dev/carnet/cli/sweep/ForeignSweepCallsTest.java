package dev.carnet.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sweep of foreign sessions asks of the store. */
class ForeignSweepCallsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final int SESSIONS = 1200;

    private final CountingStore store = new CountingStore();
    private final SessionOptions options = SessionOptions.DEFAULTS;
    private final OpenStore open =
            new OpenStore(store, SessionDirectory.over(store, options, InstantSource.fixed(NOW)), options);
    private final ForeignSweep sweep = new ForeignSweep(open, key -> Optional.empty());
    private final AtomicLong progress = new AtomicLong();

    private static final class CountingStore extends ForwardingSessionStore {
        private final List<Integer> deletedBeforeScans = new ArrayList<>();
        private int finds;
        private int deletes;

        CountingStore() {
            super(new MemorySessionStore());
        }

        @Override
        public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
            deletedBeforeScans.add(deletes);
            return super.scan(query, cursor, limit);
        }

        @Override
        public Optional<SessionRecord> find(SessionKey key) {
            finds++;
            return super.find(key);
        }

        @Override
        public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
            deletes++;
            return super.delete(key, ifExpiredBy);
        }
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < SESSIONS; i++) {
            SessionHeader header = SessionHeader.foreign(new SessionKey("k" + i), NOW.minus(Duration.ofDays(100)), 0);
            store.create(new SessionRecord(header, Attributes.NONE));
        }
        store.create(new SessionRecord(SessionHeader.foreign(new SessionKey("new"), NOW, 0), Attributes.NONE));
    }

    private ForeignSweep.Result run(boolean dryRun) {
        return sweep.run(NOW.minus(Duration.ofDays(90)), dryRun, progress::addAndGet, () -> true);
    }

    @Test
    void a_page_is_ended_before_the_next_is_read() {
        assertThat(run(false)).isEqualTo(new ForeignSweep.Result(SESSIONS, 0));

        assertThat(store.deletedBeforeScans).startsWith(0, 500, 1000);
        assertThat(store.deletes).isEqualTo(SESSIONS);
        assertThat(progress).hasValue(SESSIONS);
        assertThat(store.count(SessionQuery.ALL)).isOne();
    }

    @Test
    void a_dry_run_only_scans() {
        assertThat(run(true)).isEqualTo(new ForeignSweep.Result(SESSIONS, 0));

        assertThat(store.finds).isZero();
        assertThat(store.deletes).isZero();
    }

    @Test
    void it_stops_when_it_is_asked_to() {
        ForeignSweep.Result result =
                sweep.run(NOW.minus(Duration.ofDays(90)), false, progress::addAndGet, () -> progress.get() < 7);

        assertThat(result.old()).isEqualTo(7);
        assertThat(store.deletes).isEqualTo(7);
    }
}

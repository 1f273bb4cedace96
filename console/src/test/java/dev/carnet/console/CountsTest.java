package dev.carnet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.SessionDirectory;
import dev.carnet.audit.AuditTrail;
import dev.carnet.error.SessionStoreException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that takes longer for a count than a page waits. */
@Timeout(30)
class CountsTest {
    private final RunningConsole.SettableClock clock = new RunningConsole.SettableClock();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile long number;
    private volatile boolean fails;
    private final SessionStore store = new ForwardingSessionStore(new MemorySessionStore()) {
        @Override
        public long count(SessionQuery query) {
            asked.incrementAndGet();
            answers.acquireUninterruptibly();
            if (fails) {
                throw new SessionStoreException("the count took too long", null);
            }
            return number;
        }
    };
    private final Counts counts = new Counts(new ConsoleStore(
            store,
            SessionDirectory.over(store, SessionOptions.DEFAULTS, clock),
            SessionOptions.DEFAULTS,
            clock,
            new AuditTrail("console", "Memory", clock, List.of())));

    @AfterEach
    void end() {
        counts.close();
    }

    private Optional<Counted> count() {
        return counts.of("all", SessionQuery.ALL);
    }

    @Test
    void a_count_of_several_minutes_is_there_for_a_minute_after_its_end() {
        number = 7;
        assertThat(count()).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        answers.release();

        assertThat(count()).contains(new Counted(7, true));
        clock.advance(Duration.ofSeconds(50));
        assertThat(count()).contains(new Counted(7, true));
        assertThat(asked).hasValue(1);

        clock.advance(Duration.ofSeconds(20));
        assertThat(count()).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_count_that_fails_after_long_is_not_begun_anew_by_each_page() {
        fails = true;
        assertThat(count()).isEmpty();
        answers.release();

        assertThat(count()).isEmpty();
        clock.advance(Duration.ofSeconds(50));
        assertThat(count()).isEmpty();
        assertThat(asked).hasValue(1);

        clock.advance(Duration.ofSeconds(20));
        assertThat(count()).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_store_that_fails_at_once_is_an_outage_each_time() {
        fails = true;
        answers.release(2);

        assertThatThrownBy(this::count).isInstanceOf(SessionStoreException.class);
        assertThatThrownBy(this::count).isInstanceOf(SessionStoreException.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void none_at_an_earlier_page_may_be_some_by_now() {
        assertThat(count()).isEmpty();
        answers.release();
        Counted earlier = count().orElseThrow();
        assertThat(earlier.isNone()).isFalse();
        assertThat(earlier.isKnown()).isFalse();

        clock.advance(Duration.ofMinutes(2));
        answers.release();
        assertThat(count().orElseThrow().isNone()).isTrue();
    }
}

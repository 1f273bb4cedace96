package dev.carnet.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.cli.watch.SessionWatch.Happening;
import dev.carnet.cli.watch.SessionWatch.Kind;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionWatchTest {
    private final SessionStore store = new MemorySessionStore();
    private Instant now = Instant.parse("2026-11-30T08:00:00Z");
    private final SessionEngine engine = SessionEngine.builder(store)
            .clock(new InstantSource() {
                @Override
                public Instant instant() {
                    return now;
                }
            })
            .build();
    private final SessionWatch watch = new SessionWatch(store, SessionQuery.ALL, 1000, () -> 0);

    @AfterEach
    void close() {
        engine.close();
    }

    private List<Happening> round() {
        return watch.round(now, now);
    }

    @Test
    void what_was_there_is_no_news() {
        engine.create();

        assertThat(round()).isEmpty();
        assertThat(round()).isEmpty();
        assertThat(watch.watched()).isOne();
    }

    @Test
    void begun_moved_logged_in_and_ended_sessions_are_told_once() {
        assertThat(round()).isEmpty();

        Session session = engine.create();
        assertThat(round()).containsExactly(new Happening(Kind.BEGUN, session.handle(), null));

        session.setPrincipal("ada");
        engine.flush(session);
        assertThat(round()).containsExactly(new Happening(Kind.USER, session.handle(), "ada"));

        engine.changeId(session);
        assertThat(round()).containsExactly(new Happening(Kind.MOVED, session.handle(), "ada"));

        engine.destroy(session);
        assertThat(round()).containsExactly(new Happening(Kind.ENDED, session.handle(), "ada"));
        assertThat(round()).isEmpty();
    }

    @Test
    void an_expired_session_is_told_as_such_before_it_is_swept() {
        Session session = engine.create();
        assertThat(round()).isEmpty();

        now = now.plus(Duration.ofDays(2));

        assertThat(round()).containsExactly(new Happening(Kind.EXPIRED, session.handle(), null));
        assertThat(round()).isEmpty();
    }

    /** The scan misses what changes its key behind the scan's back. */
    @Test
    void a_session_that_the_scan_misses_is_not_taken_for_ended() {
        Session session = engine.create();
        boolean[] blind = {false};
        SessionWatch missing = new SessionWatch(
                new ForwardingSessionStore(store) {
                    @Override
                    public SessionPage scan(SessionQuery query, String cursor, int limit) {
                        return blind[0]
                                ? new SessionPage(List.of(), List.of(), null)
                                : super.scan(query, cursor, limit);
                    }
                },
                SessionQuery.ALL,
                10,
                () -> 0);
        assertThat(missing.round(now, now)).isEmpty();
        blind[0] = true;
        engine.changeId(session);

        assertThat(missing.round(now, now)).containsExactly(new Happening(Kind.MOVED, session.handle(), null));
    }

    @Test
    void of_many_sessions_a_sample_is_watched_and_no_more_is_read() {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            sessions.add(engine.create());
        }

        assertThat(round()).isEmpty();

        assertThat(watch.share()).isEqualTo(64);
        assertThat(watch.watched()).isBetween(10, 150);
        int watched = watch.watched();
        sessions.forEach(engine::destroy);
        assertThat(round()).hasSize(watched).allMatch(each -> each.kind() == Kind.ENDED);
    }

    /** Counts look-ups by handle, each of which takes a while, and shows a scan nothing when it is blind. */
    private static final class SlowStore extends ForwardingSessionStore {
        private Duration spent = Duration.ZERO;
        private int byHandle;
        private boolean blind;

        SlowStore(SessionStore store) {
            super(store);
        }

        @Override
        public Optional<SessionRecord> findByHandle(String handle) {
            byHandle++;
            spent = spent.plusSeconds(3);
            return super.findByHandle(handle);
        }

        @Override
        public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
            return blind ? new SessionPage(List.of(), List.of(), null) : super.scan(query, cursor, limit);
        }
    }

    @Test
    void where_handles_are_found_slowly_few_are_looked_up() {
        SlowStore slow = new SlowStore(store);
        SessionWatch watching = new SessionWatch(slow, SessionQuery.ALL, 1000, () -> slow.spent.toNanos());
        for (int i = 0; i < 60; i++) {
            List<Session> sessions = List.of(engine.create(), engine.create(), engine.create());
            watching.round(now, now);
            sessions.forEach(engine::destroy);
            assertThat(watching.round(now, now)).hasSize(3).allMatch(each -> each.kind() == Kind.ENDED);
        }

        assertThat(slow.byHandle).isBetween(20, 40); // of 3 seconds each, in 120 rounds
    }

    @Test
    void a_session_that_is_still_there_is_found_by_its_key() {
        SlowStore slow = new SlowStore(store);
        SessionWatch watching = new SessionWatch(slow, SessionQuery.ALL, 1000, () -> slow.spent.toNanos());
        engine.create();
        assertThat(watching.round(now, now)).isEmpty();
        slow.blind = true;

        assertThat(watching.round(now, now)).isEmpty();
        assertThat(slow.byHandle).isZero();
    }
}

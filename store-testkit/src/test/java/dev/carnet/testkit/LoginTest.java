package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionLimitException;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.LimitPolicy;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a session knows of its user's login, and how many of a user's there may be. */
class LoginTest {
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final MemorySessionStore store = new MemorySessionStore();

    private SessionEngine engine(SessionOptions.Builder options, SessionListener... listeners) {
        SessionEngine.Builder builder =
                SessionEngine.builder(store).options(options.build()).clock(() -> now);
        for (SessionListener each : listeners) {
            builder.listener(each);
        }
        return builder.build();
    }

    private SessionEngine limited(int limit, LimitPolicy policy) {
        return engine(SessionOptions.builder().limitPerUser(limit).onLimit(policy));
    }

    private Session loggedIn(SessionEngine engine) {
        now = now.plusSeconds(1);
        return engine.logIn(engine.create(), "ada");
    }

    @Test
    void a_login_has_a_new_id_a_user_and_a_time() {
        SessionEngine engine = engine(SessionOptions.builder());
        Session session = engine.create();
        SessionId before = session.id();
        now = now.plusSeconds(60);
        Session request = engine.retrieve(before).orElseThrow();

        engine.logIn(request, "ada");

        assertThat(engine.retrieve(before)).isEmpty();
        now = now.plusSeconds(60);
        Session later = engine.retrieve(request.id()).orElseThrow();
        assertThat(later.principal()).isEqualTo("ada");
        assertThat(later.authenticatedAt()).isEqualTo(Instant.parse("2026-11-01T12:01:00Z"));
        later.markAuthenticated();
        engine.flush(later);
        assertThat(engine.retrieve(later.id()).orElseThrow().authenticatedAt())
                .isEqualTo(Instant.parse("2026-11-01T12:02:00Z"));
    }

    @Test
    void what_carnet_notes_is_neither_seen_nor_cleared_nor_overwritten() {
        SessionEngine engine = engine(SessionOptions.builder());
        Session session = loggedIn(engine);
        session.put("cart", "book");

        assertThat(session.names()).containsExactly("cart");
        session.clear();
        engine.flush(session);

        Session later = engine.retrieve(session.id()).orElseThrow();
        assertThat(later.names()).isEmpty();
        assertThat(later.authenticatedAt()).isNotNull();
        assertThatThrownBy(() -> later.put("__carnet:authenticated_at", "1970-01-01T00:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class);
        later.setPrincipal(null);
        assertThat(later.authenticatedAt()).isNull();
    }

    @Test
    void the_oldest_sessions_of_a_user_give_way() {
        SessionEngine engine = limited(2, LimitPolicy.END_OLDEST);
        Session first = loggedIn(engine);
        Session second = loggedIn(engine);
        Session third = loggedIn(engine);

        assertThat(engine.retrieve(first.id())).isEmpty();
        assertThat(engine.retrieve(second.id())).isPresent();
        assertThat(engine.retrieve(third.id())).isPresent();
    }

    /** A store may have no index of handles, where each look would be one at all sessions, and that during a login. */
    @Test
    void who_has_to_give_way_is_not_looked_for_by_handle() {
        SessionStore unindexed = new ForwardingSessionStore(store) {
            @Override
            public Optional<SessionRecord> findByHandle(String handle) {
                throw new AssertionError("looked for by handle");
            }
        };
        SessionEngine engine = SessionEngine.builder(unindexed)
                .options(SessionOptions.builder().limitPerUser(1).build())
                .clock(() -> now)
                .build();
        loggedIn(engine);
        Session last = loggedIn(engine);

        assertThat(engine.sessions().ofPrincipal("ada"))
                .extracting(SessionInfo::handle)
                .containsExactly(last.handle());
    }

    @Test
    void one_more_is_refused_and_is_as_it_was() {
        SessionEngine engine = limited(2, LimitPolicy.REFUSE);
        loggedIn(engine);
        Session second = loggedIn(engine);
        Session third = engine.create();
        SessionId id = third.id();

        assertThatThrownBy(() -> engine.logIn(third, "ada")).isInstanceOf(SessionLimitException.class);

        assertThat(third.id()).isEqualTo(id);
        assertThat(third.principal()).isNull();
        engine.flush(third);
        engine.logIn(third, "bob");
        engine.logIn(second, "ada");
        assertThat(engine.sessions().ofPrincipal("ada")).hasSize(2);
    }

    @Test
    void a_principal_that_is_set_without_a_login_counts_too() {
        SessionEngine engine = limited(1, LimitPolicy.REFUSE);
        loggedIn(engine);
        Session second = engine.newSession();
        second.setPrincipal("ada");

        assertThatThrownBy(() -> engine.flush(second)).isInstanceOf(SessionLimitException.class);

        assertThat(engine.retrieve(second.id())).isEmpty();
    }

    @Test
    void parallel_logins_are_never_more_than_allowed() throws Exception {
        for (LimitPolicy policy : LimitPolicy.values()) {
            SessionEngine engine = limited(2, policy);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Session>> logins = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Callable<Session> login = () -> engine.logIn(engine.create(), policy.name());
                logins.add(threads.submit(login));
            }
            for (Future<Session> each : logins) {
                Optional.ofNullable(outcome(each))
                        .ifPresent(session -> assertThat(session.principal()).isEqualTo(policy.name()));
            }
            threads.shutdown();
            assertThat(engine.sessions().ofPrincipal(policy.name()))
                    .as(policy.name())
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private static Session outcome(Future<Session> login) throws Exception {
        try {
            return login.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(SessionLimitException.class);
            return null;
        }
    }

    @Test
    void a_user_may_end_all_others() {
        SessionEngine engine = engine(SessionOptions.builder());
        Session mine = loggedIn(engine);
        Session other = loggedIn(engine);
        Session bobs = engine.logIn(engine.create(), "bob");

        assertThat(engine.endOthers(mine).sessions()).isEqualTo(1);

        assertThat(engine.retrieve(other.id())).isEmpty();
        assertThat(engine.retrieve(mine.id())).isPresent();
        assertThat(engine.retrieve(bobs.id())).isPresent();
        assertThatThrownBy(() -> engine.endOthers(engine.create())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_id_that_was_used_for_long_is_renewed() {
        SessionEngine engine = engine(SessionOptions.builder().renewal(Duration.ofMinutes(10)));
        SessionId first = engine.create().id();
        now = now.plus(Duration.ofMinutes(9));
        assertThat(engine.renewIfDue(engine.retrieve(first).orElseThrow())).isFalse();
        now = now.plus(Duration.ofMinutes(1));
        Session due = engine.retrieve(first).orElseThrow();

        assertThat(engine.renewIfDue(due)).isTrue();
        engine.flush(due);

        assertThat(engine.retrieve(first)).isEmpty();
        assertThat(engine.renewIfDue(engine.retrieve(due.id()).orElseThrow())).isFalse();
        now = now.plus(Duration.ofMinutes(10));
        assertThat(engine.renewIfDue(engine.retrieve(due.id()).orElseThrow())).isTrue();
    }

    @Test
    void guessing_is_noticed_once_a_minute() {
        List<Integer> suspicions = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        SessionEngine engine = engine(SessionOptions.builder(), new SessionListener() {
            @Override
            public void unknownId() {
                unknown.add("one");
            }

            @Override
            public void guessingSuspected(int count) {
                suspicions.add(count);
            }
        });
        Session session = engine.create();
        for (int i = 0; i < 99; i++) {
            engine.retrieve(SessionId.of(String.format("%040d", i)));
        }
        assertThat(suspicions).isEmpty();
        for (int i = 0; i < 200; i++) {
            engine.retrieve(SessionId.of(String.format("%040d", i)));
        }
        assertThat(suspicions).containsExactly(100);
        assertThat(unknown).hasSize(299);

        now = now.plusSeconds(60);
        for (int i = 0; i < 150; i++) {
            engine.retrieve(session.id());
            engine.retrieve(SessionId.of(String.format("%040d", i)));
            engine.retrieve(session.id());
        }
        assertThat(suspicions).as("more ask for sessions that are there").containsExactly(100);
        engine.retrieve(SessionId.of("no-id-of-this-engine"));
        assertThat(unknown).hasSize(449);
    }
}

package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Idle and absolute limits, the throttled touch, and the sweep. */
interface ExpiryContract extends ContractPart {

    @Test
    default void an_idle_session_expires_and_is_deleted_by_whoever_notices() {
        Session session = bench().stored("a", 1);
        var key = header(session).key();
        bench().forget();
        bench().clock().advance(Bench.MAX_IDLE.plus(Bench.TOUCH_WINDOW).plus(Bench.TOLERANCE));

        assertThat(bench().engine().retrieve(session.id())).isEmpty();

        assertThat(bench().store().calls()).containsExactly("find", "delete");
        assertThat(bench().events().take()).containsExactly("expired");
        assertThat(bench().place().read(key)).isEmpty();
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
        assertThat(bench().events().take()).isEmpty();
    }

    @Test
    default void a_session_never_ends_early() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.MAX_IDLE.plus(Bench.TOLERANCE));

        assertThat(bench().engine().retrieve(session.id())).isPresent();
    }

    @Test
    default void accesses_keep_a_session_alive_though_few_of_them_are_written() {
        Session session = bench().stored("a", 1);
        bench().forget();
        for (int i = 0; i < 120; i++) {
            bench().clock().advance(Duration.ofSeconds(20));
            bench().engine().flush(bench().copy(session));
        }

        assertThat(bench().store().calls().stream().filter("touch"::equals)).hasSize(40);
        assertThat(bench().engine().retrieve(session.id())).isPresent();
    }

    @Test
    default void an_access_within_the_window_writes_nothing_and_costs_no_idle_time() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.TOUCH_WINDOW.minusMillis(1));
        bench().engine().flush(bench().copy(session));

        bench().clock().advance(Bench.MAX_IDLE);

        assertThat(bench().engine().retrieve(session.id())).isPresent();
    }

    @Test
    default void writes_within_the_window_move_no_expiry_and_cost_no_idle_time() {
        Session session = bench().stored("a", 1);
        Instant expiry = header(session).expiresAt();
        bench().clock().advance(Bench.TOUCH_WINDOW.minusMillis(1));
        Session busy = bench().copy(session);
        busy.put("a", 2);
        bench().engine().flush(busy);
        assertThat(header(session).expiresAt()).isEqualTo(expiry);

        bench().clock().advance(Bench.TOUCH_WINDOW.minusMillis(1));
        bench().engine().flush(bench().copy(session));
        bench().clock().advance(Bench.MAX_IDLE);

        assertThat(bench().engine().retrieve(session.id())).isPresent();
    }

    @Test
    default void a_write_behind_the_window_moves_the_expiry() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.TOUCH_WINDOW.plusMillis(1));
        Session busy = bench().copy(session);
        busy.put("a", 2);
        bench().engine().flush(busy);

        assertThat(header(session).expiresAt())
                .isEqualTo(bench().clock().instant().plus(Bench.MAX_IDLE).plus(Bench.TOUCH_WINDOW));
    }

    @Test
    default void a_short_idle_limit_has_a_window_of_a_tenth() {
        Session session = bench().stored("a", 1);
        session.setMaxIdle(Duration.ofSeconds(100));
        bench().engine().flush(session);

        assertThat(header(session).expiresAt())
                .isEqualTo(bench().clock().instant().plusSeconds(110));
    }

    @Test
    default void last_access_is_the_arrival_of_the_latest_request_and_never_moves_back() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Duration.ofMinutes(2));
        Session slow = bench().copy(session);
        bench().clock().advance(Duration.ofMinutes(2));
        Instant latest = bench().clock().instant();
        bench().engine().flush(bench().copy(session));
        slow.put("b", 2);
        bench().engine().flush(slow);

        assertThat(header(session).lastAccessedAt()).isEqualTo(latest);
        assertThat(bench().copy(session).lastAccessedAt()).isEqualTo(latest);
    }

    @Test
    default void the_lifetime_ends_a_busy_session() {
        SessionEngine engine = bench().engine(options -> options.lifetime(Duration.ofHours(1)));
        Session session = engine.newSession();
        session.put("a", 1);
        engine.flush(session);
        assertThat(session.endsAt()).isEqualTo(session.createdAt().plus(Duration.ofHours(1)));

        for (int i = 0; i < 6; i++) {
            bench().clock().advance(Duration.ofMinutes(10));
            Session busy = engine.retrieve(session.id()).orElseThrow();
            busy.put("n", i);
            engine.flush(busy);
        }
        bench().clock().advance(Bench.TOLERANCE);

        assertThat(engine.retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_new_id_is_no_new_life() {
        SessionEngine engine = bench().engine(options -> options.lifetime(Duration.ofHours(1)));
        Session session = engine.newSession();
        session.put("a", 1);
        engine.flush(session);
        Instant endsAt = session.endsAt();

        engine.changeId(session);

        assertThat(header(session).endsAt()).isEqualTo(endsAt);
        assertThat(header(session).createdAt()).isEqualTo(session.createdAt());
    }

    @Test
    default void a_session_without_limits_never_expires_and_can_still_be_ended() {
        SessionEngine engine = bench().engine(options -> options.maxIdle(null));
        Session session = engine.newSession();
        session.put("a", 1);
        engine.flush(session);
        assertThat(header(session).expiresAt()).isEqualTo(SessionHeader.NEVER);
        bench().clock().advance(Duration.ofDays(100_000));

        assertThat(engine.sweep().sessions()).isZero();
        Session again = engine.retrieve(session.id()).orElseThrow();
        engine.destroy(again);

        assertThat(engine.retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_changed_idle_limit_counts_from_its_flush() {
        Session session = bench().stored("a", 1);
        session.setMaxIdle(null);
        bench().engine().flush(session);
        assertThat(header(session).expiresAt()).isEqualTo(SessionHeader.NEVER);

        Session copy = bench().otherCopy(session);
        assertThat(copy.maxIdle()).isNull();
        copy.setMaxIdle(Duration.ofMinutes(1));
        bench().otherEngine().flush(copy);

        bench().clock().advance(Duration.ofMinutes(1).plusSeconds(6).plus(Bench.TOLERANCE));
        assertThat(bench().engine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void the_sweep_deletes_what_has_expired_in_batches_and_nothing_else() {
        for (int i = 0; i < 45; i++) {
            bench().stored("a", i);
        }
        bench().clock().advance(Bench.MAX_IDLE.plus(Bench.TOUCH_WINDOW).plus(Bench.TOLERANCE));
        Session live = bench().stored("live", true);
        bench().forget();
        SessionEngine sweeper = bench().engine(options -> options.sweepBatch(20));

        assertThat(sweeper.sweep().sessions()).isEqualTo(45);

        assertThat(bench().store().calls()).hasSizeGreaterThanOrEqualTo(3).containsOnly("deleteExpired");
        assertThat(bench().events().take()).hasSize(45).containsOnly("expired");
        assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isEqualTo(1);
        assertThat(bench().engine().retrieve(live.id())).isPresent();
        assertThat(sweeper.sweep().sessions()).isZero();
    }

    @Test
    default void the_sweep_leaves_what_another_clock_may_take_for_alive() {
        bench().stored("a", 1);
        bench().clock().advance(Bench.MAX_IDLE.plus(Bench.TOUCH_WINDOW));

        assertThat(bench().engine().sweep().sessions()).isZero();
    }

    private SessionHeader header(Session session) {
        return bench().engine().sessions().stored(session).orElseThrow().header();
    }
}

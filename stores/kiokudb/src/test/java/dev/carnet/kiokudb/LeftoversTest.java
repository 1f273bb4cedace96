package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.kiokudb.KiokuBackend.Kind;
import dev.carnet.spi.SessionKey;
import dev.carnet.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** No entry is left that nobody refers to, and none is missing that somebody refers to, wherever a write is cut off. */
class LeftoversTest {
    private static final int MANY = 1_000;

    private final HashBackend backend = new HashBackend();
    private final SettableClock clock = new SettableClock();
    private final SessionEngine engine = Engines.on(new KiokuDbSessionStore(backend), clock);

    private List<Entry> entries() {
        return backend.scan(EntryQuery.all(Kind.ALL), null, MANY).entries();
    }

    private List<Entry> parts() {
        return backend.scan(EntryQuery.all(Kind.PARTS), null, MANY).entries();
    }

    private Session household() {
        return Engines.stored(engine, Household.attributes());
    }

    private Session copy(Session session) {
        return engine.retrieve(session.id()).orElseThrow();
    }

    /** Twice, an hour apart. */
    private void sweep() {
        clock.advance(Orphans.GRACE);
        engine.sweep();
        clock.advance(Orphans.GRACE);
        engine.sweep();
    }

    @Test
    void a_destroyed_session_leaves_nothing() {
        Session session = household();
        assertThat(parts()).hasSizeGreaterThan(4);

        engine.destroy(copy(session));

        assertThat(entries()).isEmpty();
    }

    /** A limit that docs/stores.md names: nobody knows which of the two has deleted the old entry. */
    @Test
    void the_second_step_of_an_id_change_that_is_not_answered_beside_a_logout_counts_as_done() {
        Session session = Engines.stored(engine, Map.of("a", 1));
        SessionId old = session.id();
        CutBackend cutBehindALogout = new CutBackend(backend, 1, () -> {
            engine.destroy(copy(session));
            throw new SessionStoreException("cut", null);
        });
        try (SessionEngine slow = Engines.on(new KiokuDbSessionStore(cutBehindALogout), clock)) {
            Session moved = slow.retrieve(old).orElseThrow();

            slow.changeId(moved);

            assertThat(engine.retrieve(old)).isEmpty();
            assertThat(engine.retrieve(moved.id())).isPresent();
            assertThat(entries()).hasSize(1);
        }
    }

    @Test
    void an_expired_session_leaves_nothing() {
        household();
        clock.advance(Duration.ofHours(1));

        assertThat(engine.sweep().sessions()).isEqualTo(1);

        assertThat(entries()).isEmpty();
    }

    @Test
    void a_session_that_is_found_expired_leaves_nothing() {
        Session session = household();
        clock.advance(Duration.ofHours(1));

        assertThat(engine.retrieve(session.id())).isEmpty();

        assertThat(entries()).isEmpty();
    }

    @Test
    void a_session_whose_entry_was_spoilt_leaves_nothing_after_a_sweep() {
        Session session = household();
        Entry root = backend.scan(EntryQuery.all(Kind.ROOTS), null, 1).entries().get(0);
        backend.replace(root, new Entry(root.id(), "{", null, true));

        assertThat(engine.store().delete(new SessionKey(session.id().value()), null))
                .isTrue();
        assertThat(parts()).isNotEmpty();
        sweep();

        assertThat(entries()).isEmpty();
    }

    @Test
    void changes_and_new_ids_leave_as_many_entries_as_there_were() {
        Session session = household();
        int count = entries().size();

        for (int i = 1; i < 5; i++) {
            Session copy = copy(session);
            Household.put(copy, i);
            engine.flush(copy);
            engine.changeId(copy);
            Household.put(copy, i * 10L);
            session = engine.flush(copy);
            assertThat(entries()).hasSize(count);
        }

        assertThat(Household.check(copy(session))).isEqualTo(40);
    }

    @Test
    void who_loses_a_race_leaves_nothing() {
        Session session = household();
        int count = entries().size();
        Session one = copy(session);
        Session two = copy(session);
        Household.put(one, 1);
        Household.put(two, 2);

        engine.flush(one);
        engine.flush(two);

        assertThat(Household.check(copy(session))).isEqualTo(2);
        two.put("x", 1);
        engine.flush(two);
        assertThat(entries()).hasSize(count);
        engine.destroy(copy(session));
        Household.put(one, 3);
        assertThatThrownBy(() -> engine.flush(one)).isInstanceOf(SessionGoneException.class);
        assertThat(entries()).isEmpty();
    }

    @Test
    void a_change_that_is_cut_off_leaves_the_session_whole_and_what_is_left_is_collected() {
        cutOff((engine, session) -> {
            Household.put(session, 1);
            engine.flush(session);
        });
    }

    @Test
    void an_id_change_that_is_cut_off_leaves_the_session_whole_and_what_is_left_is_collected() {
        cutOff((engine, session) -> {
            Household.put(session, 1);
            engine.changeId(session);
        });
    }

    @Test
    void an_id_change_that_met_a_logout_and_cannot_be_taken_back_leaves_no_session() {
        for (int writes = 2; writes <= 4; writes++) {
            Session session = engine.create();
            try (SessionEngine cut = Engines.on(new KiokuDbSessionStore(CutBackend.failing(backend, writes)), clock)) {
                Session copy = cut.retrieve(session.id()).orElseThrow();
                copy.changeId();
                engine.destroy(session);

                assertThatThrownBy(() -> cut.flush(copy))
                        .isInstanceOf(writes < 3 ? SessionStoreException.class : SessionGoneException.class);

                assertThat(copy.storedId()).contains(session.id());
                assertThat(engine.retrieve(copy.id())).isEmpty();
            }
        }
    }

    private void cutOff(BiConsumer<SessionEngine, Session> change) {
        boolean wasCut = true;
        for (int writes = 0; wasCut; writes++) {
            Session session = household();
            SessionId old = session.id();
            int count = entries().size();
            try (SessionEngine cut = Engines.on(new KiokuDbSessionStore(CutBackend.failing(backend, writes)), clock)) {
                Session copy = cut.retrieve(old).orElseThrow();
                try {
                    change.accept(cut, copy);
                    wasCut = false;
                } catch (SessionStoreException e) {
                    assertThat(e).hasMessage("cut");
                }
                List<Session> left = engine.retrieve(copy.id()).or(() -> engine.retrieve(old)).stream()
                        .toList();
                assertThat(left).hasSize(1);
                Household.check(left.get(0));
                left.get(0).setMaxIdle(null);
                engine.flush(left.get(0));
                sweep();
                engine.sessions().revokePrincipal("nobody", null);
                assertThat(Household.check(copy(left.get(0)))).isBetween(0L, 1L);
                if (copy.id().equals(old) || engine.retrieve(old).isEmpty()) {
                    assertThat(entries()).hasSize(count);
                }
            }
            engine.sessions().revokeAll();
            sweep();
            assertThat(entries()).isEmpty();
        }
    }

    @Test
    void a_new_session_that_is_cut_off_leaves_parts_that_are_collected() {
        try (SessionEngine cut = Engines.on(new KiokuDbSessionStore(CutBackend.failing(backend, 1)), clock)) {
            assertThatThrownBy(() -> Engines.stored(cut, Household.attributes()))
                    .isInstanceOf(SessionStoreException.class);
        }
        assertThat(parts()).isNotEmpty();
        engine.sweep();
        assertThat(parts()).isNotEmpty();
        clock.advance(Orphans.GRACE.minusMillis(1));
        engine.sweep();
        assertThat(parts()).isNotEmpty();
        clock.advance(Duration.ofMillis(1));

        engine.sweep();

        assertThat(entries()).isEmpty();
    }

    @Test
    void parts_that_a_writer_is_about_to_refer_to_are_not_collected() {
        Session session = household();
        CutBackend slow = new CutBackend(backend, 1, engine::sweep);
        try (SessionEngine other = Engines.on(new KiokuDbSessionStore(slow), clock)) {
            Session copy = other.retrieve(session.id()).orElseThrow();
            Household.put(copy, 1);
            other.flush(copy);
        }
        copy(session).setMaxIdle(null);
        Session forever = copy(session);
        forever.setMaxIdle(null);
        engine.flush(forever);

        sweep();
        sweep();

        assertThat(Household.check(copy(session))).isEqualTo(1);
    }

    @Test
    void a_plain_session_costs_one_call_to_read_and_one_to_write() {
        CutBackend counted = CutBackend.failing(backend, MANY);
        try (SessionEngine other = Engines.on(new KiokuDbSessionStore(counted), clock)) {
            Session session = Engines.stored(other, Map.of("n", 1));
            assertThat(counted.calls()).containsExactly("insert");
            Session copy = other.retrieve(session.id()).orElseThrow();
            assertThat(counted.calls()).containsExactly("get");
            copy.put("n", 2);
            other.flush(copy);
            assertThat(counted.calls()).containsExactly("replace");
            other.changeId(copy);
            assertThat(counted.calls()).containsExactly("insert", "delete");
            other.destroy(copy);
            assertThat(counted.calls()).containsExactly("get", "delete");
        }
    }

    @Test
    void a_graph_costs_one_call_more_for_its_parts() {
        CutBackend counted = CutBackend.failing(backend, MANY);
        try (SessionEngine other = Engines.on(new KiokuDbSessionStore(counted), clock)) {
            Session session = Engines.stored(other, Household.attributes());
            assertThat(counted.calls()).containsExactly("insertAll", "insert");
            Session copy = other.retrieve(session.id()).orElseThrow();
            assertThat(counted.calls()).containsExactly("get", "get");
            copy.put("x", 2);
            other.flush(copy);
            assertThat(counted.calls()).containsExactly("replace");
            Household.put(copy, 2);
            other.flush(copy);
            assertThat(counted.calls()).containsExactly("insertAll", "replace", "deleteAll");
            other.changeId(copy);
            assertThat(counted.calls()).containsExactly("insertAll", "insert", "delete", "deleteAll");
            other.destroy(copy);
            assertThat(counted.calls()).containsExactly("get", "get", "delete", "deleteAll");
        }
    }
}

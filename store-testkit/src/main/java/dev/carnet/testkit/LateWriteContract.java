package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import org.junit.jupiter.api.Test;

/** A write that was answered by an error and arrives late, over a connection that had stalled, does no harm. */
interface LateWriteContract extends ContractPart {

    /** What happens while requests can be held. */
    @FunctionalInterface
    interface Scene {
        void play(StallableStore line, SessionEngine engine) throws Exception;
    }

    private void onStallable(Scene scene) throws Exception {
        var opened = bench().place().openStallable();
        assumeTrue(opened.isPresent(), "no line of a test lies between this store and its storage");
        try (StallableStore line = opened.get()) {
            scene.play(line, bench().engineOn(line.store()));
        }
    }

    /** A session in the hands of an engine that has written it before, so that nothing but the next write travels. */
    private static Session warm(SessionEngine engine, SessionId id) {
        Session session = engine.retrieve(id).orElseThrow();
        session.put("warm", true);
        return engine.flush(session);
    }

    @Test
    default void a_late_change_does_not_replace_a_later_one() throws Exception {
        onStallable((line, engine) -> {
            Session session = bench().stored("a", "first");
            Session slow = warm(engine, session.id());
            slow.put("a", "late");
            line.holdNext(bench().key(session).value());
            assertThatThrownBy(() -> engine.flush(slow)).isInstanceOf(SessionStoreException.class);
            Session later = bench().otherCopy(session);
            later.put("a", "later");
            bench().otherEngine().flush(later);

            line.deliver();

            assertThat(bench().copy(session).get("a")).isEqualTo("later");
        });
    }

    @Test
    default void a_late_id_change_ends_no_session_that_was_written_since() throws Exception {
        lateIdChange(true);
    }

    @Test
    default void a_late_id_change_ends_no_session() throws Exception {
        lateIdChange(false);
    }

    @Test
    default void a_late_id_change_replaces_nothing_that_was_written_since_it_was_repeated() throws Exception {
        repeatedIdChange((session, line) -> {
            Session later = bench().otherCopy(session);
            later.put("a", "later");
            bench().otherEngine().flush(later);

            line.deliver();

            assertThat(bench().copy(session).get("a")).isEqualTo("later");
            assertThat(bench().copy(session).principal()).isEqualTo("ada");
        });
    }

    @Test
    default void a_late_id_change_brings_nothing_back_that_has_ended_since_it_was_repeated() throws Exception {
        repeatedIdChange((session, line) -> {
            bench().otherEngine().destroy(bench().otherCopy(session));

            line.deliver();

            assertThat(bench().engine().retrieve(session.id())).isEmpty();
        });
    }

    /** What happens to a session whose first attempt to change its id is still on its way. */
    @FunctionalInterface
    interface Sequel {
        void play(Session session, StallableStore line) throws Exception;
    }

    private void repeatedIdChange(Sequel sequel) throws Exception {
        onStallable((line, engine) -> {
            for (boolean holdsOldKey : new boolean[] {true, false}) {
                Session session = bench().stored("a", 1);
                Session slow = warm(engine, session.id());
                slow.setPrincipal("ada");
                SessionKey held = holdsOldKey ? bench().key(session) : Bench.key(slow.changeId());
                if (holdsOldKey) {
                    slow.changeId();
                }
                line.holdNext(held.value());
                assertThatThrownBy(() -> engine.flush(slow)).isInstanceOf(SessionStoreException.class);
                engine.flush(slow);
                assertThat(bench().engine().retrieve(session.id())).isEmpty();

                sequel.play(slow, line);
            }
        });
    }

    @Test
    default void a_late_new_session_brings_nothing_back_that_has_ended_since_it_was_repeated() throws Exception {
        onStallable((line, engine) -> {
            warm(engine, bench().stored("a", 1).id());
            Session session = engine.newSession();
            session.put("a", 1);
            line.holdNext(Bench.key(session.id()).value());
            assertThatThrownBy(() -> engine.flush(session)).isInstanceOf(SessionStoreException.class);
            engine.flush(session);
            assertThat(bench().copy(session).get("a")).isEqualTo(1);
            bench().otherEngine().destroy(bench().otherCopy(session));

            line.deliver();

            assertThat(bench().engine().retrieve(session.id())).isEmpty();
        });
    }

    private void lateIdChange(boolean isWrittenSince) throws Exception {
        onStallable((line, engine) -> {
            for (boolean holdsOldKey : new boolean[] {true, false}) {
                Session session = bench().stored("a", 1);
                Session slow = warm(engine, session.id());
                slow.setPrincipal("ada");
                SessionKey held = holdsOldKey ? bench().key(session) : Bench.key(slow.changeId());
                if (holdsOldKey) {
                    slow.changeId();
                }
                line.holdNext(held.value());
                assertThatThrownBy(() -> engine.flush(slow)).isInstanceOf(SessionStoreException.class);
                if (isWrittenSince) {
                    Session later = bench().otherCopy(session);
                    later.put("a", 2);
                    bench().otherEngine().flush(later);
                }

                line.deliver();

                Session alive = bench().copy(session);
                assertThat(alive.get("a")).isEqualTo(isWrittenSince ? 2 : 1);
                assertThat(alive.principal()).isNull();
            }
        });
    }
}

package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import dev.carnet.spi.SessionQuery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After an id change the old id is dead, at once and for everybody. */
interface IdChangeContract extends ContractPart {

    @Test
    default void the_old_id_is_dead_and_the_new_one_has_everything() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        String handle = session.handle();

        bench().engine().changeId(session);

        assertThat(session.id()).isNotEqualTo(old);
        assertThat(bench().otherEngine().retrieve(old)).isEmpty();
        Session moved = bench().otherCopy(session);
        assertThat(moved.get("a")).isEqualTo(1);
        assertThat(moved.handle()).isEqualTo(handle);
    }

    @Test
    default void an_id_change_is_stored_with_the_next_flush() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        SessionId announced = session.changeId();
        session.put("user", "ada");
        bench().forget();

        bench().engine().flush(session);

        assertThat(bench().store().calls()).containsExactly("update");
        assertThat(session.id()).isEqualTo(announced);
        assertThat(bench().otherEngine().retrieve(old)).isEmpty();
        assertThat(bench().otherCopy(session).get("user")).isEqualTo("ada");
    }

    @Test
    default void a_new_session_may_change_its_id_before_it_is_stored() {
        Session session = bench().engine().newSession();
        SessionId first = session.id();
        session.changeId();
        session.put("a", 1);
        bench().engine().flush(session);

        assertThat(bench().otherEngine().retrieve(first)).isEmpty();
        assertThat(bench().otherCopy(session).get("a")).isEqualTo(1);
    }

    @Test
    default void a_write_in_flight_on_the_old_id_brings_nothing_back() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        Session slow = bench().otherCopy(session);
        slow.put("late", true);

        bench().engine().changeId(session);

        assertThatThrownBy(() -> bench().otherEngine().flush(slow)).isInstanceOf(SessionGoneException.class);
        assertThat(bench().engine().retrieve(old)).isEmpty();
        assertThat(bench().copy(session).names()).containsExactly("a");
    }

    @Test
    default void a_touch_in_flight_on_the_old_id_brings_nothing_back() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        bench().clock().advance(Bench.TOUCH_WINDOW);
        Session slow = bench().otherCopy(session);
        bench().engine().changeId(session);

        bench().otherEngine().flush(slow);

        assertThat(bench().engine().retrieve(old)).isEmpty();
    }

    @Test
    default void a_logout_in_flight_on_the_old_id_ends_nothing_else() {
        Session session = bench().stored("a", 1);
        Session slow = bench().otherCopy(session);
        bench().engine().changeId(session);

        bench().otherEngine().destroy(slow);

        assertThat(bench().engine().retrieve(session.id())).isPresent();
    }

    @Test
    default void of_two_id_changes_one_wins_and_one_session_is_left() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        Session one = bench().copy(session);
        Session two = bench().otherCopy(session);
        bench().engine().changeId(one);

        assertThatThrownBy(() -> bench().otherEngine().changeId(two)).isInstanceOf(SessionGoneException.class);

        assertThat(bench().engine().retrieve(old)).isEmpty();
        assertThat(bench().otherCopy(one).get("a")).isEqualTo(1);
        assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isEqualTo(1);
    }

    @Test
    default void an_id_change_with_attributes_and_principal_merges_with_other_writers() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        Session login = bench().copy(session);
        Session other = bench().otherCopy(session);
        other.put("other", 2);
        bench().otherEngine().flush(other);

        login.put("user", "ada");
        login.setPrincipal("ada");
        bench().engine().changeId(login);

        assertThat(bench().otherEngine().retrieve(old)).isEmpty();
        Session after = bench().otherCopy(login);
        assertThat(after.names()).containsExactlyInAnyOrder("a", "other", "user");
        assertThat(after.principal()).isEqualTo("ada");
        assertThat(bench().engine().sessions().ofPrincipal("ada")).hasSize(1);
    }

    @Test
    default void an_id_change_of_a_destroyed_session_makes_none() {
        Session session = bench().stored("a", 1);
        Session slow = bench().otherCopy(session);
        bench().engine().destroy(session);

        assertThatThrownBy(() -> bench().otherEngine().changeId(slow)).isInstanceOf(SessionGoneException.class);

        assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isZero();
    }

    @Test
    default void ids_can_be_changed_again_and_again() {
        Session session = bench().stored("a", 1);
        List<SessionId> old = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            old.add(session.id());
            bench().engine().changeId(session);
        }

        assertThat(old)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(bench().engine().retrieve(id)).isEmpty());
        assertThat(bench().otherCopy(session).get("a")).isEqualTo(1);
    }
}

package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.spi.SessionQuery;
import org.junit.jupiter.api.Test;

/** An outage is an error, never "no session", and a lost answer is looked up, never guessed. */
interface OutageContract extends ContractPart {

    @Test
    default void a_store_that_does_not_answer_is_no_missing_session() {
        Session session = bench().stored("a", 1);
        bench().forget();
        bench().store().cutBefore("find");

        assertThatThrownBy(() -> bench().engine().retrieve(session.id())).isInstanceOf(SessionStoreException.class);

        assertThat(bench().events().take()).containsExactly("storeFailed find");
        assertThat(bench().engine().retrieve(session.id())).isPresent();
    }

    @Test
    default void a_logout_that_was_not_stored_is_an_error_and_the_session_lives() {
        Session session = bench().stored("a", 1);
        Session copy = bench().copy(session);
        bench().store().cutBefore("delete");

        assertThatThrownBy(() -> bench().engine().destroy(copy)).isInstanceOf(SessionStoreException.class);
        assertThat(copy.isValid()).isTrue();
        assertThat(bench().otherEngine().retrieve(session.id())).isPresent();

        bench().engine().destroy(copy);
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_write_that_was_not_stored_is_an_error_and_can_be_flushed_again() {
        Session session = bench().stored("a", 1);
        session.put("b", 2);
        bench().store().cutBefore("update");

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(SessionStoreException.class);
        assertThat(bench().otherCopy(session).names()).containsExactly("a");

        bench().engine().flush(session);
        assertThat(bench().otherCopy(session).names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    default void a_write_whose_answer_was_lost_is_found_stored() {
        Session session = bench().stored("a", 1);
        session.put("b", 2);
        bench().forget();
        bench().store().cutAfter("update");

        bench().engine().flush(session);

        assertThat(bench().store().calls()).containsExactly("update", "find");
        assertThat(bench().otherCopy(session).get("b")).isEqualTo(2);
        session.put("c", 3);
        bench().engine().flush(session);
        assertThat(bench().otherCopy(session).names()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    default void an_id_change_whose_answer_was_lost_is_found_stored() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        bench().store().cutAfter("update");

        bench().engine().changeId(session);

        assertThat(bench().otherEngine().retrieve(old)).isEmpty();
        assertThat(bench().otherEngine().retrieve(session.id())).isPresent();
    }

    @Test
    default void an_id_change_that_was_stored_by_half_is_an_error_and_can_be_flushed_again() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        session.setPrincipal("ada");
        SessionId announced = session.changeId();
        bench().store().cutHalfway();

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(SessionStoreException.class);
        assertThat(bench().otherEngine().retrieve(announced)).isEmpty();
        assertThat(bench().otherEngine().retrieve(old).orElseThrow().principal())
                .isNull();

        bench().engine().flush(session);
        assertThat(bench().otherEngine().retrieve(old)).isEmpty();
        assertThat(bench().otherCopy(session).principal()).isEqualTo("ada");
    }

    @Test
    default void what_a_store_knows_to_be_left_of_an_id_change_is_no_session_that_has_moved() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        Session logout = bench().otherCopy(session);
        session.changeId();
        bench().store().leaveHalf(() -> bench().otherEngine().destroy(logout));

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(WriteNotStoredException.class);

        assertThat(session.storedId()).contains(old);
        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(SessionGoneException.class);
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
        assertThat(bench().otherEngine().retrieve(old)).isEmpty();
    }

    @Test
    default void a_new_session_whose_answer_was_lost_is_found_stored() {
        bench().store().cutAfter("create");

        Session session = bench().stored("a", 1);

        assertThat(bench().otherCopy(session).get("a")).isEqualTo(1);
        assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isEqualTo(1);
    }

    @Test
    default void a_write_whose_fate_stays_unknown_is_an_error() {
        Session session = bench().stored("a", 1);
        session.put("b", 2);
        bench().store().cutAfter("update");
        bench().store().cutBefore("find");

        assertThatThrownBy(() -> bench().engine().flush(session))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("after update");

        bench().engine().flush(session);
        assertThat(bench().otherCopy(session).get("b")).isEqualTo(2);
    }
}

package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.SessionQuery;
import org.junit.jupiter.api.Test;

/** A write that is stored but not confirmed is told, and costs nobody a session. */
interface ConfirmationContract extends ContractPart {

    @Test
    default void an_unconfirmed_new_session_is_told_and_is_there() {
        Session session = bench().engine().newSession();
        session.put("a", 1);
        bench().store().leaveUnconfirmed("create");

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(session.storedId()).contains(session.id());
        assertThat(bench().otherCopy(session).get("a")).isEqualTo(1);
        assertThat(bench().events().take()).containsExactly("storeFailed create", "created");
    }

    @Test
    default void an_unconfirmed_change_is_told_and_is_there() {
        Session session = bench().stored("a", 1);
        session.put("b", 2);
        bench().forget();
        bench().store().leaveUnconfirmed("update");

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(bench().otherCopy(session).get("b")).isEqualTo(2);
        bench().engine().flush(session);
        assertThat(bench().store().calls()).containsExactly("update");
    }

    @Test
    default void an_unconfirmed_change_that_had_to_be_merged_is_told_and_is_there() {
        Session session = bench().stored("a", 1);
        Session other = bench().otherCopy(session);
        other.setPrincipal("ada");
        bench().otherEngine().flush(other);
        session.setPrincipal("bob");
        session.put("b", 2);
        bench().store().before("update", () -> {});
        bench().store().leaveUnconfirmed("update");

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(bench().otherCopy(session).principal()).isEqualTo("bob");
        assertThat(bench().otherCopy(session).get("b")).isEqualTo(2);
    }

    @Test
    default void an_unconfirmed_id_change_is_told_and_the_session_has_the_new_id() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        session.setPrincipal("ada");
        SessionId announced = session.changeId();
        assertThat(session.storedId()).contains(old);
        bench().forget();
        bench().store().leaveUnconfirmed("update");

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(session.storedId()).contains(announced);
        assertThat(bench().events().take()).containsExactly("storeFailed update", "idChanged");
        assertThat(bench().otherEngine().retrieve(old)).isEmpty();
        assertThat(bench().otherEngine().retrieve(announced).orElseThrow().principal())
                .isEqualTo("ada");
        session.put("b", 2);
        bench().engine().flush(session);
        assertThat(bench().otherCopy(session).get("b")).isEqualTo(2);
    }

    @Test
    default void an_unconfirmed_end_is_told_and_the_session_has_ended() {
        Session session = bench().stored("a", 1);
        bench().forget();
        bench().store().leaveUnconfirmed("delete");

        assertThatThrownBy(() -> bench().engine().destroy(session)).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(session.isValid()).isFalse();
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
        assertThat(bench().events().take()).containsExactly("storeFailed delete", "destroyed DESTROYED");
    }

    @Test
    default void the_unconfirmed_end_of_an_expired_session_is_its_end_and_no_failed_request() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.MAX_IDLE.multipliedBy(2));
        bench().forget();
        bench().store().leaveUnconfirmed("delete");

        assertThat(bench().engine().retrieve(session.id())).isEmpty();

        assertThat(bench().store().calls()).containsExactly("find", "delete");
        assertThat(bench().events().take()).containsExactly("expired");
    }

    @Test
    default void the_end_of_an_expired_session_whose_fate_nobody_knows_is_looked_up() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.MAX_IDLE.multipliedBy(2));
        bench().forget();
        bench().store().doubtBefore("delete");

        assertThat(bench().engine().retrieve(session.id())).isEmpty();

        assertThat(bench().events().take()).containsExactly("expiredNotDeleted");
        assertThat(bench().engine().retrieve(session.id())).isEmpty();
        assertThat(bench().events().take()).containsExactly("expired");
    }

    /** The request changed nothing: that a record of somebody else's got its bookkeeping is nothing it waits for. */
    @Test
    default void an_adoption_that_is_not_confirmed_is_an_event_and_no_failed_request() {
        SessionId id = bench().engine().newSession().id();
        assumeTrue(bench().place().plant(Bench.key(id), "{\"a\":1}"), "nobody else can write here");
        Session session = bench().engine().retrieve(id).orElseThrow();
        bench().forget();
        bench().store().leaveUnconfirmed("update");

        bench().engine().flush(session);

        assertThat(bench().events().take()).containsExactly("storeFailed update", "touchFailed");
        assertThat(bench().otherEngine().retrieve(id).orElseThrow().handle()).isEqualTo(session.handle());
        session.put("b", 2);
        bench().engine().flush(session);
        assertThat(bench().otherEngine().retrieve(id).orElseThrow().get("b")).isEqualTo(2);
    }

    @Test
    default void revocation_goes_on_past_an_unconfirmed_end() {
        bench().stored("a", 1);
        bench().stored("a", 2);
        bench().store().leaveUnconfirmed("delete");

        assertThatThrownBy(() -> bench().engine().sessions().revokeAll()).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(bench().otherEngine().sessions().count(SessionQuery.ALL)).isZero();
    }

    @Test
    default void where_nobody_knows_whether_an_unconfirmed_write_was_carried_out_the_store_is_asked() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        SessionId announced = session.changeId();
        bench().store().doubtBefore("update");

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(UnconfirmedWriteException.class);
        assertThat(session.storedId()).contains(old);
        assertThat(bench().otherEngine().retrieve(old)).isPresent();
        assertThat(bench().otherEngine().retrieve(announced)).isEmpty();

        Session next = bench().engine().retrieve(old).orElseThrow();
        next.changeId();
        bench().store().doubtAfter("update");
        assertThatThrownBy(() -> bench().engine().flush(next)).isInstanceOf(UnconfirmedWriteException.class);
        assertThat(next.storedId()).contains(next.id());
        assertThat(bench().otherEngine().retrieve(old)).isEmpty();
        assertThat(bench().otherEngine().retrieve(next.id())).isPresent();
    }

    @Test
    default void a_logout_of_unknown_fate_that_was_carried_out_has_ended_the_session() {
        Session session = bench().stored("a", 1);
        bench().store().doubtAfter("delete");

        assertThatThrownBy(() -> bench().engine().destroy(session)).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(session.isValid()).isFalse();
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_logout_of_unknown_fate_that_was_not_carried_out_is_an_error_and_the_session_lives() {
        Session session = bench().stored("a", 1);
        bench().store().doubtBefore("delete");

        assertThatThrownBy(() -> bench().engine().destroy(session)).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(session.isValid()).isTrue();
        assertThat(bench().otherEngine().retrieve(session.id())).isPresent();
    }

    @Test
    default void a_revocation_goes_on_behind_an_end_of_unknown_fate() {
        for (int i = 0; i < 3; i++) {
            bench().stored("n", i);
        }
        bench().store().doubtBefore("delete");

        assertThatThrownBy(() -> bench().engine().sessions().revokeAll()).isInstanceOf(UnconfirmedWriteException.class);

        assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isZero();
    }
}

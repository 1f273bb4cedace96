package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.error.SessionStoreException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store that is known to be down is not called, but for one call a second; one that answers always is. */
interface DownContract extends ContractPart {
    Duration SECOND = Duration.ofSeconds(1);

    private void fails(Session session) {
        assertThatThrownBy(() -> bench().engine().retrieve(session.id())).isInstanceOf(SessionStoreException.class);
    }

    /** A session in a store that has just been found down. */
    private Session down() {
        Session session = bench().stored("a", 1);
        bench().store().breakDown();
        fails(session);
        bench().clock().advance(SECOND);
        bench().forget();
        fails(session);
        assertThat(bench().store().calls()).containsExactly("find");
        assertThat(bench().events().take()).contains("storeDown");
        return session;
    }

    @Test
    default void a_store_that_is_down_is_asked_once_a_second() {
        Session session = down();

        fails(session);
        bench().clock().advance(SECOND.minusMillis(1));
        fails(session);
        assertThat(bench().store().calls()).isEmpty();

        bench().clock().advance(Duration.ofMillis(1));
        fails(session);
        fails(session);
        assertThat(bench().store().calls()).containsExactly("find");
        assertThat(bench().events().take()).containsOnly("storeFailed find");
    }

    @Test
    default void no_operation_waits_for_a_store_that_is_down() {
        Session session = down();
        session.put("b", 2);

        assertThatThrownBy(() -> bench().engine().create()).isInstanceOf(SessionStoreException.class);
        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(SessionStoreException.class);
        assertThatThrownBy(() -> bench().engine().changeId(session)).isInstanceOf(SessionStoreException.class);
        assertThatThrownBy(() -> bench().engine().destroy(session)).isInstanceOf(SessionStoreException.class);
        assertThatThrownBy(() -> bench().engine().sweep()).isInstanceOf(SessionStoreException.class);
        assertThatThrownBy(() -> bench().engine().sessions().revokeAll()).isInstanceOf(SessionStoreException.class);

        assertThat(bench().store().calls()).isEmpty();
        assertThat(session.isValid()).isTrue();
        bench().store().mend();
        bench().clock().advance(SECOND);
        bench().engine().flush(session);
        assertThat(bench().otherCopy(session).names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    default void the_first_answer_opens_it_for_everybody() {
        Session session = down();
        bench().store().mend();
        fails(session);
        bench().clock().advance(SECOND);
        bench().forget();

        bench().copy(session);
        bench().copy(session);

        assertThat(bench().store().calls()).containsExactly("find", "find");
        assertThat(bench().events().take()).containsExactly("storeUp");
    }

    @Test
    default void calls_that_fail_in_the_same_moment_are_no_outage_yet() {
        Session session = bench().stored("a", 1);
        bench().store().breakDown();
        for (int i = 0; i < 20; i++) {
            fails(session);
        }
        bench().store().mend();
        bench().forget();

        bench().copy(session);

        assertThat(bench().events().take()).isEmpty();
        bench().clock().advance(SECOND);
        bench().store().breakDown();
        fails(session);
        bench().store().mend();
        bench().copy(session);
    }

    @Test
    default void a_store_that_answers_with_errors_is_always_called() {
        Session session = bench().stored("a", 1);
        bench().forget();
        for (int i = 0; i < 5; i++) {
            bench().store().cutBefore("find");
            fails(session);
            bench().clock().advance(SECOND);
        }

        assertThat(bench().store().calls()).hasSize(5);
        assertThat(bench().events().take()).doesNotContain("storeDown");
    }

    @Test
    default void a_touch_of_a_store_that_goes_down_fails_no_request() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.TOUCH_WINDOW);
        Session copy = bench().copy(session);
        bench().store().breakDown();
        bench().forget();

        bench().engine().flush(copy);

        assertThat(bench().events().take()).containsExactly("touchFailed");
    }
}

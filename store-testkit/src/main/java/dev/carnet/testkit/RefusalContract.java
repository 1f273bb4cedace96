package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store that reads but does not write, being full or read-only: requests that only read go on. */
interface RefusalContract extends ContractPart {

    @Test
    default void a_refused_touch_is_an_event_and_no_failed_request() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.TOUCH_WINDOW);
        Session copy = bench().copy(session);
        bench().forget();
        bench().store().cutBefore("touch");

        bench().engine().flush(copy);

        assertThat(copy.get("a")).isEqualTo(1);
        assertThat(bench().store().calls()).containsExactly("touch");
        assertThat(bench().events().take()).containsExactly("touchFailed");
    }

    @Test
    default void a_session_whose_touches_stay_refused_expires() {
        Session session = bench().stored("a", 1);
        for (int i = 0; i < 3; i++) {
            bench().clock().advance(Duration.ofMinutes(10));
            Session copy = bench().copy(session);
            bench().store().cutBefore("touch");
            bench().engine().flush(copy);
        }
        bench().clock().advance(Duration.ofMinutes(10));

        assertThat(bench().engine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void the_next_touch_makes_up_for_a_refused_one() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Bench.MAX_IDLE);
        Session copy = bench().copy(session);
        bench().store().cutBefore("touch");
        bench().engine().flush(copy);

        bench().engine().flush(bench().copy(session));

        bench().clock().advance(Bench.MAX_IDLE);
        assertThat(bench().engine().retrieve(session.id())).isPresent();
    }

    @Test
    default void a_refused_change_stays_an_error() {
        Session session = bench().stored("a", 1);
        session.put("b", 2);
        bench().store().cutBefore("update");

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(SessionStoreException.class);
    }

    @Test
    default void an_expired_session_whose_deletion_is_refused_is_none() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Duration.ofHours(1));
        bench().forget();
        bench().store().cutBefore("delete");

        assertThat(bench().engine().retrieve(session.id())).isEmpty();

        assertThat(bench().store().calls()).containsExactly("find", "delete", "find");
        assertThat(bench().events().take()).containsExactly("expiredNotDeleted");
    }

    @Test
    default void a_session_that_is_extended_while_its_deletion_is_refused_lives() {
        Session session = bench().stored("a", 1);
        Session slow = bench().otherCopy(session);
        slow.put("b", 2);
        bench().clock().advance(Duration.ofHours(1));
        bench().store().before("find", () -> {});
        bench().store().cutBefore("delete");
        bench().store().before("find", () -> bench().otherEngine().flush(slow));

        assertThat(bench().engine().retrieve(session.id())).isPresent();
    }

    @Test
    default void a_foreign_record_that_cannot_be_adopted_is_read() {
        SessionKey key = Records.key();
        assumeTrue(bench().place().plant(key, "{\"user\":\"bob\"}"), "nobody else can write here");
        SessionEngine engine = bench().engine(options -> options.hashIds(false));
        Session session = engine.retrieve(SessionId.of(key.value())).orElseThrow();
        bench().forget();
        bench().store().cutBefore("update");

        engine.flush(session);

        assertThat(session.get("user")).isEqualTo("bob");
        assertThat(bench().events().take()).contains("touchFailed");
        engine.flush(session);
        assertThat(engine.sessions().stored(session).orElseThrow().header().isForeign())
                .isFalse();
    }
}

package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A deletion that deletes nothing, and says that there was nothing to delete, although the session is there. */
interface IgnoredDeletionContract extends ContractPart {

    private Session of(String principal) {
        Session session = bench().engine().newSession();
        session.setPrincipal(principal);
        return bench().engine().flush(session);
    }

    @Test
    default void a_logout_that_the_store_overlooked_is_repeated_and_final() {
        Session session = bench().stored("a", 1);
        bench().forget();
        bench().store().ignoreDeletions(3);

        bench().engine().destroy(session);

        assertThat(bench().store().calls())
                .containsExactly("delete", "find", "delete", "find", "delete", "find", "delete");
        assertThat(bench().events().take()).containsExactly("destroyed DESTROYED");
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_logout_beside_a_write_is_final() {
        Session session = bench().stored("a", 1);
        Session writer = bench().otherCopy(session);
        writer.put("b", 2);
        bench().store().ignoreDeletions(1);
        bench().store().before("delete", () -> bench().otherEngine().flush(writer));

        bench().engine().destroy(bench().copy(session));

        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_logout_of_a_session_that_is_gone_reads_once_and_tells_nobody() {
        Session session = bench().stored("a", 1);
        Session copy = bench().copy(session);
        bench().otherEngine().destroy(session);
        bench().forget();

        bench().engine().destroy(copy);

        assertThat(bench().store().calls()).containsExactly("delete", "find");
        assertThat(bench().events().take()).isEmpty();
    }

    @Test
    default void a_logout_that_the_store_never_carries_out_is_an_error_and_the_session_lives() {
        Session session = bench().stored("a", 1);
        bench().store().ignoreDeletions(Integer.MAX_VALUE);

        assertThatThrownBy(() -> bench().engine().destroy(session))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("has not ended");

        assertThat(session.isValid()).isTrue();
        assertThat(bench().otherEngine().retrieve(session.id())).isPresent();
        bench().store().ignoreDeletions(0);
        bench().engine().destroy(session);
        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_revocation_that_the_store_overlooked_is_repeated() {
        Session session = of("ada");
        bench().store().ignoreDeletions(2);

        assertThat(bench().engine().sessions().revokePrincipal("ada", null).sessions())
                .isEqualTo(1);

        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
    }

    @Test
    default void a_revocation_passes_over_a_session_that_cannot_be_ended_and_tells_of_it() {
        of("ada");
        Session stuck = of("ada");
        of("ada");
        bench().forget();
        bench().store().ignoreDeletionsOf(bench().key(stuck));

        assertThatThrownBy(() -> bench().engine().sessions().revokePrincipal("ada", null))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("not ended: 1, ended: 2");

        assertThat(bench().store().calls()).filteredOn("scan"::equals).hasSize(2);
        assertThat(bench().events().take())
                .filteredOn("destroyed REVOKED"::equals)
                .hasSize(2);
        assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isEqualTo(1);
    }

    @Test
    default void a_revocation_by_key_that_the_store_overlooked_is_repeated() {
        Session session = of("ada");
        bench().store().ignoreDeletions(2);

        assertThat(bench().engine().sessions().revoke(bench().key(session))).isTrue();

        assertThat(bench().otherEngine().retrieve(session.id())).isEmpty();
        assertThat(bench().engine().sessions().revoke(Bench.key(session.id()))).isFalse();
    }

    @Test
    default void a_record_that_cannot_be_read_is_deleted_by_key_though_the_store_overlooks_that() {
        Session session = of("ada");
        SessionKey key = bench().key(session);
        assumeTrue(bench().place().spoil(key), "nothing can be spoilt here");
        bench().store().ignoreDeletions(2);

        assertThat(bench().engine().sessions().revoke(key)).isTrue();

        assertThat(bench().place().read(key)).isEmpty();
    }

    @Test
    default void a_record_that_cannot_be_read_and_is_never_deleted_is_told() {
        Session session = of("ada");
        SessionKey key = bench().key(session);
        assumeTrue(bench().place().spoil(key), "nothing can be spoilt here");
        bench().store().ignoreDeletionsOf(key);

        assertThatThrownBy(() -> bench().engine().sessions().revoke(key))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("has not ended");
    }

    @Test
    default void half_an_id_change_is_taken_back_although_the_store_overlooks_that() {
        Session session = bench().stored("a", 1);
        SessionId old = session.id();
        SessionId announced = session.changeId();
        bench().store().cutHalfway();
        bench().store().ignoreDeletions(1);

        assertThatThrownBy(() -> bench().engine().flush(session)).isInstanceOf(SessionStoreException.class);

        assertThat(bench().otherEngine().retrieve(announced)).isEmpty();
        assertThat(bench().otherEngine().retrieve(old)).isPresent();
    }

    @Test
    default void an_expired_session_that_the_store_never_deletes_is_none_after_a_few_attempts() {
        Session session = bench().stored("a", 1);
        bench().clock().advance(Duration.ofHours(1));
        bench().forget();
        bench().store().ignoreDeletions(Integer.MAX_VALUE);

        assertThat(bench().engine().retrieve(session.id())).isEmpty();

        assertThat(bench().store().calls())
                .containsExactly("find", "delete", "find", "delete", "find", "delete", "find");
        assertThat(bench().events().take()).containsExactly("expiredNotDeleted");
        bench().store().ignoreDeletions(0);
        assertThat(bench().engine().retrieve(session.id())).isEmpty();
        assertThat(bench().events().take()).containsExactly("expired");
    }
}

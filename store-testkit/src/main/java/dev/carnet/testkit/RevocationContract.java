package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionDirectory;
import dev.carnet.event.SessionInfo;
import dev.carnet.spi.SessionQuery;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions are listed and ended from elsewhere: one, a user's, all. */
interface RevocationContract extends ContractPart {

    private Session of(String principal) {
        Session session = bench().engine().newSession();
        session.setPrincipal(principal);
        return bench().engine().flush(session);
    }

    private SessionDirectory sessions() {
        return bench().otherEngine().sessions();
    }

    @Test
    default void a_users_sessions_are_listed() {
        Session one = of("ada");
        Session two = of("ada");
        of("bob");

        assertThat(sessions().ofPrincipal("ada"))
                .extracting(SessionInfo::handle)
                .containsExactlyInAnyOrder(one.handle(), two.handle());
    }

    @Test
    default void expired_sessions_are_not_listed() {
        of("ada");
        bench().clock().advance(Bench.MAX_IDLE.multipliedBy(2));

        assertThat(sessions().ofPrincipal("ada")).isEmpty();
    }

    @Test
    default void a_change_of_principal_moves_the_session_from_one_user_to_the_other() {
        Session session = of("ada");
        session.setPrincipal("bob");
        bench().engine().flush(session);
        assertThat(sessions().ofPrincipal("ada")).isEmpty();
        assertThat(sessions().ofPrincipal("bob")).hasSize(1);

        session.setPrincipal(null);
        bench().engine().flush(session);
        assertThat(sessions().ofPrincipal("bob")).isEmpty();
    }

    @Test
    default void one_session_is_ended_by_its_handle() {
        Session one = of("ada");
        Session two = of("ada");
        bench().forget();

        assertThat(sessions().revoke(one.handle())).isTrue();
        assertThat(sessions().revoke(one.handle())).isFalse();

        assertThat(bench().events().take()).containsExactly("destroyed REVOKED");
        assertThat(bench().engine().retrieve(one.id())).isEmpty();
        assertThat(bench().engine().retrieve(two.id())).isPresent();
    }

    @Test
    default void a_users_other_sessions_are_ended() {
        Session own = of("ada");
        Session other = of("ada");
        Session bob = of("bob");

        assertThat(sessions().revokePrincipal("ada", own.handle()).sessions()).isEqualTo(1);

        assertThat(bench().engine().retrieve(own.id())).isPresent();
        assertThat(bench().engine().retrieve(other.id())).isEmpty();
        assertThat(bench().engine().retrieve(bob.id())).isPresent();
        assertThat(sessions().revokePrincipal("ada", null).sessions()).isEqualTo(1);
        assertThat(bench().engine().retrieve(own.id())).isEmpty();
    }

    @Test
    default void all_sessions_are_ended() {
        IntStream.range(0, 1200).forEach(i -> of(i % 2 == 0 ? "ada" : "bob"));

        assertThat(sessions().revokeAll().sessions()).isEqualTo(1200);

        assertThat(sessions().count(SessionQuery.ALL)).isZero();
    }

    @Test
    default void a_session_whose_id_changes_during_the_revocation_does_not_slip_through() {
        Session session = of("ada");
        bench().otherStore().before("delete", () -> bench().engine().changeId(session));

        assertThat(sessions().revokePrincipal("ada", null).sessions()).isEqualTo(1);

        assertThat(bench().engine().retrieve(session.id())).isEmpty();
    }
}

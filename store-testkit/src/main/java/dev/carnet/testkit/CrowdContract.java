package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.event.SessionInfo;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A user with very many sessions: a robot, or somebody whose client forgets its cookie. */
interface CrowdContract extends ContractPart {
    private List<SessionRecord> records(String principal, int count) {
        return Stream.generate(() -> Records.record(bench().clock().instant(), principal, values(Map.of("n", "1"))))
                .limit(count)
                .toList();
    }

    private List<SessionKey> keys(List<SessionRecord> sessions) {
        return sessions.stream().map(each -> each.header().key()).toList();
    }

    @Test
    default void a_users_very_many_sessions_are_stored_listed_found_and_ended() {
        List<SessionRecord> adas = records("ada", bench().place().crowd());
        List<SessionRecord> bobs = records("bob", 3);
        assertThat(bench().store().createAll(adas)).containsExactlyInAnyOrderElementsOf(keys(adas));
        assertThat(bench().store().createAll(bobs)).hasSize(bobs.size());
        SessionDirectory sessions = bench().otherEngine().sessions();

        assertThat(sessions.count(SessionQuery.ALL)).isEqualTo(adas.size() + bobs.size());
        assertThat(sessions.ofPrincipal("ada"))
                .extracting(SessionInfo::handle)
                .containsExactlyInAnyOrderElementsOf(
                        adas.stream().map(each -> each.header().handle()).toList());
        String last = adas.get(adas.size() - 1).header().handle();
        assertThat(sessions.find(last)).isPresent();

        assertThat(sessions.revoke(last)).isTrue();
        assertThat(sessions.revokePrincipal("ada", null).sessions()).isEqualTo(adas.size() - 1);

        assertThat(sessions.ofPrincipal("ada")).isEmpty();
        assertThat(sessions.ofPrincipal("bob")).hasSize(bobs.size());
        assertThat(sessions.count(SessionQuery.ALL)).isEqualTo(bobs.size());
    }
}

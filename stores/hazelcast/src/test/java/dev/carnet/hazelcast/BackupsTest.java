package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the backups have: with members that have this jar, and with some that lack it. */
@Timeout(60)
class BackupsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void a_backup_that_takes_over_has_texts_and_times_to_live() {
        try (Members members = new Members("backups", config -> {})) {
            HazelcastInstance stays = members.start();
            HazelcastInstance dies = members.start();
            HazelcastSessionStore store = new HazelcastSessionStore(stays, HazelcastOptions.DEFAULTS);
            List<SessionRecord> sessions = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                SessionRecord session = Records.record(NOW, "ada", Map.of("a", "1"));
                store.create(session);
                store.update(Records.update(session, Map.of("a", "2"), Set.of()));
                SessionRecord changed = store.find(session.header().key()).orElseThrow();
                SessionHeader header = changed.header();
                store.touch(header.key(), header.version(), NOW.plusSeconds(60), header.expiresAt());
                sessions.add(changed);
            }

            dies.getLifecycleService().terminate();

            IMap<String, Object> map = stays.getMap(HazelcastOptions.DEFAULT_MAP);
            Duration left = Duration.ofMinutes(29).plus(HazelcastOptions.DEFAULTS.grace());
            assertThat(sessions).allSatisfy(each -> {
                String key = each.header().key().value();
                assertThat(store.find(each.header().key()).orElseThrow().attributes())
                        .isEqualTo(each.attributes());
                assertThat(map.getEntryView(key).getTtl()).isEqualTo(left.toMillis());
            });
            store.close();
        }
    }

    @Test
    void with_a_member_that_lacks_this_jar_every_change_still_reaches_the_backups() {
        try (Members members = new Members("joining", config -> {})) {
            HazelcastInstance first = members.start();
            HazelcastSessionStore store = new HazelcastSessionStore(first, HazelcastOptions.DEFAULTS);
            MemberCode code = new MemberCode(first, HazelcastOptions.DEFAULT_MAP);
            assertThat(code.isEverywhere()).isTrue();

            HazelcastInstance without = members.start(config -> config.setClassLoader(Members.withoutCarnet()));
            MemberCode again = new MemberCode(first, HazelcastOptions.DEFAULT_MAP);
            assertThat(again.isEverywhere()).isFalse();
            assertThat(again.lacking())
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(
                            without.getCluster().getLocalMember().getAddress().getPort()));

            List<SessionRecord> sessions = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                SessionRecord session = Records.record(NOW, "ada", Map.of("a", "1"));
                store.create(session);
                var update = Records.update(session, Map.of("a", "2"), Set.of());
                assertThat(store.update(update)).isEqualTo(UpdateResult.SAVED);
                sessions.add(update.next());
            }
            without.getLifecycleService().terminate();

            assertThat(sessions)
                    .allSatisfy(
                            each -> assertThat(store.find(each.header().key())).contains(each));
            code.close();
            again.close();
            store.close();
        }
    }
}

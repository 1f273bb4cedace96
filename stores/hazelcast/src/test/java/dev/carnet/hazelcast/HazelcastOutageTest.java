package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.config.SplitBrainProtectionListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.map.IMap;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store answers while there is no cluster, and afterwards. */
@Timeout(60)
class HazelcastOutageTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static void assertEveryCallFails(SessionStore store, String because) {
        SessionRecord session = Records.record(NOW, "ada", Map.of("a", "1"));
        SessionKey key = session.header().key();
        for (Runnable each : new Runnable[] {
            () -> store.find(key),
            () -> store.create(session),
            () -> store.update(Records.update(session, Map.of("a", "2"), Set.of())),
            () -> store.touch(key, session.header().version(), NOW.plusSeconds(1), NOW.plusSeconds(2)),
            () -> store.delete(key, null),
            () -> store.delete(key, NOW),
            () -> Sweeps.all(store, NOW, 10),
            () -> store.scan(SessionQuery.ALL, null, 10),
            () -> store.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 10)
        }) {
            assertThatThrownBy(each::run)
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageStartingWith("Hazelcast: map 'sessions': ")
                    .hasMessageContaining(because)
                    .hasMessageNotContaining(key.value());
        }
    }

    @Test
    void on_a_member_that_was_shut_down_every_call_is_an_error() {
        try (Members members = new Members("outage-member", config -> {})) {
            HazelcastInstance member = members.start();
            SessionStore store = new HazelcastSessionStore(member, HazelcastOptions.DEFAULTS);
            member.shutdown();

            assertEveryCallFails(store, "has been shut down");
            store.close();
        }
    }

    @Test
    void a_client_fails_at_once_without_a_cluster_and_comes_back_with_it() throws Exception {
        try (Members members = new Members("outage-client", config -> {})) {
            HazelcastInstance member = members.start();
            int port = member.getCluster().getLocalMember().getAddress().getPort();
            HazelcastInstance client = members.client();
            CountDownLatch away = new CountDownLatch(1);
            CountDownLatch back = new CountDownLatch(2);
            try (SessionStore store = new HazelcastSessionStore(client, HazelcastOptions.DEFAULTS)) {
                client.getLifecycleService().addLifecycleListener(event -> {
                    if (event.getState() == LifecycleState.CLIENT_DISCONNECTED) {
                        away.countDown();
                        back.countDown();
                    } else if (event.getState() == LifecycleState.CLIENT_CONNECTED) {
                        back.countDown();
                    }
                });
                member.getLifecycleService().terminate();
                away.await();

                assertEveryCallFails(store, "no connection to the cluster");

                HazelcastInstance anew =
                        members.start(config -> config.getNetworkConfig().setPort(port));
                back.await();
                SessionRecord session = Records.record(NOW, "ada", Map.of("a", "1"));
                assertThat(store.create(session)).isTrue();
                assertThat(store.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 10)
                                .sessions())
                        .hasSize(1);
                IMap<?, ?> map = anew.getMap("sessions");
                assertThat(map.getLocalMapStats().getIndexStats())
                        .containsOnlyKeys("carnet_principal", "carnet_handle", "carnet_expires");
            }
        }
    }

    @Test
    void a_part_of_the_cluster_that_is_too_small_is_an_error() throws Exception {
        CountDownLatch tooSmall = new CountDownLatch(1);
        AtomicBoolean wasLargeEnough = new AtomicBoolean();
        try (Members members = new Members("outage-protection", config -> {
            SplitBrainProtectionConfig two = new SplitBrainProtectionConfig("two", true, 2);
            two.addListenerConfig(new SplitBrainProtectionListenerConfig(event -> {
                if (wasLargeEnough.get() && !event.isPresent()) {
                    tooSmall.countDown();
                }
            }));
            config.addSplitBrainProtectionConfig(two);
            config.getMapConfig("sessions").setSplitBrainProtectionName("two");
        })) {
            HazelcastInstance first = members.start();
            HazelcastInstance second = members.start();
            SessionStore store = new HazelcastSessionStore(first, HazelcastOptions.DEFAULTS);
            SessionRecord session = Records.record(NOW, "ada", Map.of("a", "1"));
            assertThat(store.create(session)).isTrue();
            wasLargeEnough.set(true);

            second.shutdown();
            tooSmall.await();

            assertThatThrownBy(() -> store.find(session.header().key()))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("split-brain protection");
            store.close();
        }
    }
}

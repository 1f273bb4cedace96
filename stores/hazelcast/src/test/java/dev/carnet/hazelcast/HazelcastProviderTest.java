package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HazelcastProviderTest {
    private static final Members MEMBERS = new Members(
            "provider", config -> config.addMapConfig(new MapConfig("near").setNearCacheConfig(new NearCacheConfig())));
    private static HazelcastInstance member;

    private final HazelcastProvider provider = new HazelcastProvider();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        member = MEMBERS.start();
    }

    @AfterAll
    static void stop() {
        MEMBERS.close();
    }

    private static Settings.Builder settings() {
        return Settings.builder(setting -> "carnet.yml line 3, " + setting);
    }

    private static Settings.Builder client() {
        return settings()
                .set(HazelcastSettings.ADDRESSES, MEMBERS.addresses())
                .set(HazelcastSettings.CLUSTER_NAME, "provider");
    }

    private static Settings.Builder alone() {
        return settings()
                .set(HazelcastSettings.MODE, HazelcastSettings.Mode.MEMBER)
                .set(HazelcastSettings.CLUSTER_NAME, "alone")
                .set(HazelcastSettings.PORT, Members.freePort());
    }

    private AbstractThrowableAssert<?, ? extends Throwable> checking(Settings.Builder settings) {
        return assertThatThrownBy(() -> provider.check(settings.build())).isInstanceOf(ConfigurationException.class);
    }

    private HazelcastInstance openAndUse(Settings.Builder settings) {
        HazelcastInstance instance;
        try (SessionStore store = provider.open(settings.build(), SessionOptions.DEFAULTS)) {
            SessionRecord session = Records.record(Instant.parse("2026-11-29T12:00:00Z"), "ada", Map.of("a", "1"));
            assertThat(store.create(session)).isTrue();
            assertThat(store.find(session.header().key())).contains(session);
            instance = store.unwrap(HazelcastInstance.class).orElseThrow();
            assertThat(instance.getLifecycleService().isRunning()).isTrue();
        }
        return instance;
    }

    @Test
    void it_is_found_under_its_name() {
        assertThat(ServiceLoader.load(SessionStoreProvider.class))
                .filteredOn(each -> each.name().equals("Hazelcast"))
                .singleElement()
                .isInstanceOf(HazelcastProvider.class);
    }

    @Test
    void every_key_has_a_line_for_the_documentation() {
        assertThat(provider.settings())
                .allSatisfy(each -> assertThat(each.description()).isNotEmpty());
    }

    @Test
    void hazelcast_waits_for_the_clocks_and_for_two_sweeps_before_it_deletes_a_session_itself() {
        SessionOptions.Builder options =
                SessionOptions.builder().clockTolerance(Duration.ofSeconds(20)).sweepInterval(Duration.ofMinutes(3));

        assertThat(HazelcastSettings.options(settings().build(), options.build())
                        .grace())
                .isEqualTo(Duration.ofSeconds(380));
        assertThat(HazelcastSettings.options(settings().build(), SessionOptions.DEFAULTS))
                .isEqualTo(HazelcastOptions.DEFAULTS);
    }

    @Test
    void a_client_connects_to_the_addresses_and_ends_with_the_store() {
        HazelcastInstance used = openAndUse(client());

        assertThat(used.getLifecycleService().isRunning()).isFalse();
        assertThat(member.getLifecycleService().isRunning()).isTrue();
    }

    @Test
    void it_says_what_the_store_is_like() {
        try (SessionStore store = provider.open(client().build(), SessionOptions.DEFAULTS)) {
            assertThat(store.traits())
                    .isEqualTo(new StoreTraits(
                            "Hazelcast", Encoding.JSON_TEXT, true, true, true, true, Integer.MAX_VALUE));
        }
    }

    @Test
    void a_member_without_others_stays_alone_on_this_machine() {
        Settings.Builder settings = alone();
        try (SessionStore store = provider.open(settings.build(), SessionOptions.DEFAULTS)) {
            HazelcastInstance own = store.unwrap(HazelcastInstance.class).orElseThrow();
            Config config = own.getConfig();
            MapFacts facts = MapFacts.of(config, "sessions");

            assertThat(own.getCluster().getLocalMember().getAddress().getHost()).isEqualTo("127.0.0.1");
            assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled())
                    .isFalse();
            assertThat(config.getProperty("hazelcast.operation.call.timeout.millis"))
                    .isEqualTo("5000");
            assertThat(facts)
                    .isEqualTo(new MapFacts(1, "LatestUpdateMergePolicy", false, false, false, false, false, true));
        }
        assertThat(openAndUse(settings).getLifecycleService().isRunning()).isFalse();
    }

    @Test
    void members_join_over_tcp_and_too_small_a_part_of_the_cluster_refuses_to_work() {
        Config config = MemberConfig.of(settings()
                .set(HazelcastSettings.MEMBERS, List.of("db1", "db2:5702"))
                .set(HazelcastSettings.INTERFACE, "10.0.0.*")
                .set(HazelcastSettings.MINIMUM_CLUSTER_SIZE, 2)
                .set(HazelcastSettings.BACKUP_COUNT, 2)
                .build());

        assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().isEnabled())
                .isTrue();
        assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers())
                .containsExactly("db1", "db2:5702");
        assertThat(config.getNetworkConfig().getInterfaces().getInterfaces()).containsExactly("10.0.0.*");
        assertThat(config.getSplitBrainProtectionConfig("carnet").getMinimumClusterSize())
                .isEqualTo(2);
        assertThat(MapFacts.of(config, "sessions"))
                .isEqualTo(new MapFacts(2, "DiscardMergePolicy", true, false, false, false, false, true));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void hazelcasts_own_file_says_where_a_client_connects() throws Exception {
        String config = file("client.yaml", """
                hazelcast-client:
                  cluster-name: provider
                  network:
                    cluster-members:
                      - %s
                """.formatted(MEMBERS.addresses().get(0)));

        openAndUse(settings()
                .set(HazelcastSettings.MODE, HazelcastSettings.Mode.CLIENT)
                .set(HazelcastSettings.CONFIG, config));
    }

    @Test
    void hazelcasts_own_file_says_what_a_member_is_like_and_is_left_as_it_is() throws Exception {
        String config = file("member.xml", """
                <hazelcast xmlns="http://www.hazelcast.com/schema/config">
                  <cluster-name>from-file</cluster-name>
                  <properties>
                    <property name="hazelcast.operation.call.timeout.millis">7000</property>
                  </properties>
                  <map name="sessions">
                    <backup-count>3</backup-count>
                  </map>
                </hazelcast>
                """);

        Config read = MemberConfig.of(settings()
                .set(HazelcastSettings.MODE, HazelcastSettings.Mode.MEMBER)
                .set(HazelcastSettings.CONFIG, config)
                .build());

        assertThat(read.getClusterName()).isEqualTo("from-file");
        assertThat(read.getMapConfig("sessions").getBackupCount()).isEqualTo(3);
        assertThat(read.getProperty("hazelcast.operation.call.timeout.millis")).isEqualTo("7000");
        assertThat(read.getProperty("hazelcast.operation.fail.on.indeterminate.state"))
                .isEqualTo("true");
    }

    @Test
    void a_file_that_is_not_there_or_is_something_else_is_an_error_at_its_key() throws Exception {
        String other = file("other.yaml", "carnet:\n  session: Memory\n");
        for (HazelcastSettings.Mode mode : HazelcastSettings.Mode.values()) {
            for (String path : List.of("nowhere.xml", "nowhere.yaml", other)) {
                Settings settings = settings()
                        .set(HazelcastSettings.MODE, mode)
                        .set(HazelcastSettings.CONFIG, path)
                        .build();
                assertThatThrownBy(() -> provider.open(settings, SessionOptions.DEFAULTS))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageStartingWith("carnet.yml line 3, config: ")
                        .hasMessageContaining(path);
            }
        }
    }

    @Test
    void an_instance_handed_in_or_named_stays_open() {
        assertThat(openAndUse(settings().set(HazelcastSettings.INSTANCE, () -> member)))
                .isSameAs(member);
        assertThat(openAndUse(settings().set(HazelcastSettings.INSTANCE_NAME, member.getName())))
                .isSameAs(Hazelcast.getHazelcastInstanceByName(member.getName()));

        assertThat(member.getLifecycleService().isRunning()).isTrue();
    }

    @Test
    void an_instance_that_does_not_run_is_an_error() {
        Settings settings =
                settings().set(HazelcastSettings.INSTANCE_NAME, "nobody").build();
        assertThatThrownBy(() -> provider.open(settings, SessionOptions.DEFAULTS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("carnet.yml line 3, instance_name: no instance 'nobody' runs in this JVM; start it first");
    }

    @Test
    void a_map_with_a_near_cache_is_refused_where_the_instance_is_given() {
        Settings settings = settings()
                .set(HazelcastSettings.INSTANCE, () -> member)
                .set(HazelcastSettings.MAP, "near")
                .build();
        assertThatThrownBy(() -> provider.open(settings, SessionOptions.DEFAULTS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("carnet.yml line 3, instance: the map has a near cache here");
    }

    @Test
    void a_cluster_that_does_not_answer_is_an_error_in_bounded_time() {
        Settings settings = settings()
                .set(HazelcastSettings.ADDRESSES, List.of("127.0.0.1:" + Members.freePort()))
                .set(HazelcastSettings.TIMEOUT, Duration.ofSeconds(1))
                .build();
        assertThatThrownBy(() -> provider.open(settings, SessionOptions.DEFAULTS))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("no member of the cluster 'dev' answers at [127.0.0.1:")
                .hasMessageContaining("check addresses and cluster_name");
    }

    @Test
    void settings_that_do_not_say_one_place_are_refused() {
        checking(settings())
                .hasMessageStartingWith("carnet.yml line 3, mode: it is missing; allowed is member or client");
        checking(client().set(HazelcastSettings.MEMBERS, List.of("db1")))
                .hasMessage("carnet.yml line 3, members: it is for a member, but addresses is for a client; remove"
                        + " one of them");
        checking(client().set(HazelcastSettings.MODE, HazelcastSettings.Mode.MEMBER))
                .hasMessage("carnet.yml line 3, addresses: it has no effect with mode member; remove it, or change the"
                        + " mode");
        checking(alone().set(HazelcastSettings.MODE, HazelcastSettings.Mode.CLIENT))
                .hasMessageStartingWith("carnet.yml line 3, port: it has no effect with mode client");
        checking(client().set(HazelcastSettings.INSTANCE, () -> member))
                .hasMessageContaining("instance names an instance that already runs and has its own settings;"
                        + " remove one of them");
        checking(settings().set(HazelcastSettings.INSTANCE, () -> member).set(HazelcastSettings.INSTANCE_NAME, "x"))
                .hasMessage("carnet.yml line 3, instance_name: instance also says which instance to use; remove one"
                        + " of them");
        checking(client().set(HazelcastSettings.CONFIG, "hazelcast-client.xml"))
                .hasMessage("carnet.yml line 3, addresses: config names a file that contains this setting; remove"
                        + " one of them");
        checking(client().set(HazelcastSettings.TIMEOUT, Duration.ofMillis(999)))
                .hasMessage("carnet.yml line 3, timeout: it is out of range; allowed is 1 second to 10 minutes");
    }
}

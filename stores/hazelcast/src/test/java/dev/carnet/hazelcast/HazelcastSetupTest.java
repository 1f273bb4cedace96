package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What {@code carnet check} tells of a cluster. */
class HazelcastSetupTest {
    private static final MapFacts WELL = new MapFacts(1, "DiscardMergePolicy", true, false, false, false, false, true);

    private static List<Finding> check(HazelcastInstance instance) {
        Settings settings = Settings.builder(setting -> "carnet.yml line 3, " + setting)
                .set(HazelcastSettings.INSTANCE, () -> instance)
                .build();
        try (StoreSetup setup = new HazelcastProvider().setup(settings, SessionOptions.DEFAULTS)) {
            assertThat(setup.plan()).isEmpty();
            setup.apply();
            return setup.check();
        }
    }

    @Test
    void a_client_is_told_what_the_members_say_if_they_have_this_jar() {
        try (Members members = new Members("setup", config -> {})) {
            members.start();
            List<Finding> findings = check(members.client());

            assertThat(findings)
                    .extracting(Finding::subject, each -> each.level().name())
                    .containsExactly(
                            tuple("cluster", "OK"),
                            tuple("members' class path", "OK"),
                            tuple("backups", "OK"),
                            tuple("split brain", "WARNING"));
            assertThat(findings.get(3).text()).contains("PutIfAbsentMergePolicy", "split-brain-protection-ref");
        }
    }

    @Test
    void a_client_is_told_what_it_lacks_if_they_do_not() {
        try (Members members = new Members("setup-without", config -> config.setClassLoader(Members.withoutCarnet()))) {
            members.start();
            List<Finding> findings = check(members.client());

            assertThat(findings.get(1).level()).isEqualTo(Level.WARNING);
            assertThat(findings.get(1).text())
                    .startsWith("member [127.0.0.1]:")
                    .endsWith("Put carnet-hazelcast on the class path of all members");
            assertThat(findings.get(2).text()).contains("a client cannot see backup-count");
        }
    }

    private static List<String> warnings(MapFacts facts) {
        return MapFindings.of(MapFacts.decoded(facts.encoded() + ",more of a later version")).stream()
                .filter(each -> each.level() == Level.WARNING)
                .map(Finding::text)
                .toList();
    }

    @Test
    void what_could_lose_or_revive_sessions_is_a_warning() {
        assertThat(warnings(WELL)).isEmpty();
        assertThat(warnings(new MapFacts(0, "DiscardMergePolicy", true, false, false, false, false, true)))
                .singleElement()
                .asString()
                .contains("backup-count is 0");
        assertThat(warnings(new MapFacts(1, "LatestUpdateMergePolicy", true, false, false, false, false, true)))
                .singleElement()
                .asString()
                .contains("restores sessions that were ended");
        assertThat(warnings(new MapFacts(1, "DiscardMergePolicy", false, false, false, false, false, true)))
                .singleElement()
                .asString()
                .contains("each part continues separately");
        assertThat(warnings(new MapFacts(1, "DiscardMergePolicy", true, true, true, true, true, false)))
                .hasSize(4);
    }

    @Test
    void the_configuration_in_the_documentation_leaves_nothing_to_warn_of() throws Exception {
        String page = Files.readString(Path.of("../../docs/stores.md"));
        int begin = page.indexOf("<hazelcast xmlns");
        String xml = page.substring(begin, page.indexOf("</hazelcast>", begin) + "</hazelcast>".length());

        MapFacts facts = MapFacts.of(Config.loadFromString(xml), "sessions");

        assertThat(facts).isEqualTo(WELL);
    }

    @Test
    void a_member_that_only_looks_keeps_no_sessions() {
        Settings settings = Settings.builder(setting -> "carnet.yml line 3, " + setting)
                .set(HazelcastSettings.MODE, HazelcastSettings.Mode.MEMBER)
                .set(HazelcastSettings.PORT, Members.freePort())
                .build();
        OpenInstance opened = OpenInstance.of(settings, true);
        try {
            assertThat(opened.instance().getCluster().getLocalMember().isLiteMember())
                    .isTrue();
        } finally {
            opened.close();
        }
    }

    private static CarnetConfig config(Map<String, Object> settings) {
        CarnetConfig.Builder builder = CarnetConfig.builder().session("Hazelcast");
        settings.forEach(builder::set);
        return builder.build();
    }

    private static List<Finding> findings(CarnetConfig config) {
        try (StoreSetup setup = config.setup()) {
            return setup.check();
        }
    }

    @Test
    void a_check_creates_no_index_and_starts_and_ends_no_more_than_its_client() {
        try (Members members = new Members("setup-looks", config -> {})) {
            HazelcastInstance member = members.start();
            CarnetConfig config = config(Map.of("addresses", members.addresses(), "cluster_name", "setup-looks"));
            int clients = HazelcastClient.getAllHazelcastClients().size();

            assertThat(findings(config)).extracting(Finding::level).doesNotContain(Level.ERROR);
            assertThat(findings(config)).extracting(Finding::subject).doesNotContain("encryption");

            assertThat(HazelcastClient.getAllHazelcastClients()).hasSize(clients);
            assertThat(member.getMap("sessions").getLocalMapStats().getIndexStats())
                    .isEmpty();
            config.open().close();
            assertThat(member.getMap("sessions").getLocalMapStats().getIndexStats())
                    .hasSize(3);
        }
    }

    @Test
    void a_check_as_a_member_joins_once_and_keeps_no_sessions() {
        try (Members members =
                new Members("setup-joins", config -> config.getProperties().remove("hazelcast.partition.count"))) {
            HazelcastInstance member = members.start();
            List<Boolean> areLite = new CopyOnWriteArrayList<>();
            member.getCluster().addMembershipListener(new MembershipAdapter() {
                @Override
                public void memberAdded(MembershipEvent event) {
                    areLite.add(event.getMember().isLiteMember());
                }
            });
            int instances = Hazelcast.getAllHazelcastInstances().size();

            List<Finding> findings = findings(config(Map.of(
                    "mode",
                    "member",
                    "members",
                    members.addresses(),
                    "interface",
                    "127.0.0.1",
                    "port",
                    Members.freePort(),
                    "cluster_name",
                    "setup-joins")));

            assertThat(findings).extracting(Finding::level).doesNotContain(Level.ERROR);
            assertThat(areLite).containsExactly(true);
            assertThat(member.getMap("sessions").getLocalMapStats().getIndexStats())
                    .isEmpty();
            assertThat(Hazelcast.getAllHazelcastInstances()).hasSize(instances);
        }
    }

    @Test
    void a_check_before_the_first_member_runs_finds_no_sessions() {
        List<Finding> findings =
                findings(config(Map.of("mode", "member", "cluster_name", "setup-first", "port", Members.freePort())));

        assertThat(findings).singleElement().satisfies(each -> {
            assertThat(each.level()).isEqualTo(Level.WARNING);
            assertThat(each.text()).contains("before the first application starts", "check members and cluster_name");
        });
    }

    @Test
    void a_check_finds_encrypted_sessions_and_a_missing_key() {
        try (Members members = new Members("setup-encrypted", config -> {})) {
            HazelcastInstance member = members.start();
            Map<String, Object> settings = Map.of("instance", (Supplier<HazelcastInstance>) () -> member);
            EncryptionKeys lost = EncryptionKeys.of(EncryptionKeys.newKey(), List.of());
            CarnetConfig encrypted = encrypted(settings, lost);
            try (SessionEngine engine = encrypted.open()) {
                Session session = engine.newSession();
                session.put("cart", "book");
                engine.flush(session);
            }

            assertThat(last(findings(encrypted)))
                    .isEqualTo(new Finding(Level.OK, "encryption", "on; 1 of 1 sessions checked can be decrypted"));
            assertThat(last(findings(config(settings))).text()).startsWith("off, but 1 of 1 sessions checked are");
            Finding missing =
                    last(findings(encrypted(settings, EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))));
            assertThat(missing.level()).isEqualTo(Level.WARNING);
            assertThat(missing.text())
                    .startsWith("only 0 of 1 sessions checked can be decrypted: a stored session was encrypted with");
            assertThat(member.getLifecycleService().isRunning()).isTrue();
        }
    }

    private static CarnetConfig encrypted(Map<String, Object> settings, EncryptionKeys keys) {
        CarnetConfig.Builder builder = CarnetConfig.builder().session("Hazelcast");
        settings.forEach(builder::set);
        return builder.encryption(EncryptionOptions.of(keys)).build();
    }

    private static Finding last(List<Finding> findings) {
        return findings.get(findings.size() - 1);
    }
}

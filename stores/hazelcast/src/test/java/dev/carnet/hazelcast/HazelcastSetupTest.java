package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}

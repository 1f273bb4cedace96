package dev.carnet.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Facts about a map before it is used.
 *
 * @param member whether this process is a member; a client does not see the members' configuration
 * @param nearCache whether this process answers reads from a cache of its own
 * @param readsBackups whether it answers them from its backups
 */
record ClusterView(boolean member, boolean nearCache, boolean readsBackups, int size, String version) {
    static ClusterView of(HazelcastInstance instance, IMap<?, ?> map) {
        boolean nearCache = map.getLocalMapStats().getNearCacheStats() != null;
        boolean member = instance.getLocalEndpoint() instanceof Member;
        boolean readsBackups =
                member && instance.getConfig().findMapConfig(map.getName()).isReadBackupData();
        return new ClusterView(
                member,
                nearCache,
                readsBackups,
                (int) instance.getCluster().getMembers().stream()
                        .filter(each -> !each.isLiteMember())
                        .count(),
                instance.getCluster()
                        .getMembers()
                        .iterator()
                        .next()
                        .getVersion()
                        .toString());
    }

    /** Throws {@link IllegalArgumentException} if a read may show what another member has already changed or ended. */
    void requireReadsOfThePrimary() {
        if (nearCache) {
            throw new IllegalArgumentException(
                    "the map has a near cache here, which keeps returning sessions that another member has ended or"
                            + " changed; remove near-cache from the map's configuration");
        }
        if (readsBackups) {
            throw new IllegalArgumentException(
                    "the map has read-backup-data, so a read may return a session as it was before another member"
                            + " ended or changed it; remove read-backup-data from the map's configuration");
        }
    }

    /** What an operator should know; the texts of {@link #findings} that are not well. */
    List<String> warnings(MemberCode members) {
        return findings(members).stream()
                .filter(each -> each.level() != Level.OK)
                .map(Finding::text)
                .toList();
    }

    List<Finding> findings(MemberCode members) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                Level.OK, "cluster", size + (size == 1 ? " member" : " members") + ", Hazelcast " + version));
        findings.add(
                members.isEverywhere()
                        ? new Finding(Level.OK, "members' class path", "all members have carnet-hazelcast")
                        : new Finding(
                                Level.WARNING,
                                "members' class path",
                                String.join("; ", members.lacking())
                                        + "; until all members have it, a change takes three operations instead of"
                                        + " one. "
                                        + MemberCode.ADVICE));
        members.facts().forEach(each -> findings.addAll(MapFindings.of(each)));
        if (members.facts().isEmpty()) {
            findings.add(new Finding(
                    Level.WARNING,
                    "map",
                    "a client cannot see backup-count, merge-policy and eviction of the map; check the members'"
                            + " configuration. " + MemberCode.ADVICE));
        }
        return findings;
    }
}

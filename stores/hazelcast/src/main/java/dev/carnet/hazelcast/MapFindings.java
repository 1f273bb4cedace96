package dev.carnet.hazelcast;

import com.hazelcast.spi.merge.DiscardMergePolicy;
import com.hazelcast.spi.properties.ClusterProperty;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.ArrayList;
import java.util.List;

/** The consequences of {@link MapFacts} for sessions. */
final class MapFindings {
    private MapFindings() {}

    static List<Finding> of(MapFacts map) {
        List<Finding> findings = new ArrayList<>();
        findings.add(backups(map));
        findings.add(splitBrain(map));
        if (map.evicts()) {
            findings.add(warning(
                    "eviction",
                    "the map evicts entries when it is full, which logs users out; set eviction-policy: NONE"));
        }
        if (map.ends()) {
            findings.add(warning(
                    "expiry",
                    "the map has time-to-live-seconds or max-idle-seconds, which may end a session too early;"
                            + " remove them, because Carnet sets a TTL for each session"));
        }
        if (map.nearCache() || map.readsBackups()) {
            findings.add(warning(
                    "reads",
                    "the members' map has a near cache or read-backup-data, so a store on a member cannot use it;"
                            + " remove them"));
        }
        if (!map.tells()) {
            findings.add(warning(
                    "confirmation",
                    "a write that no backup has confirmed counts as stored, and a member that dies during an id"
                            + " change may take the session with it; set the property "
                            + ClusterProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE.getName()
                            + " to true on all members"));
        }
        return findings;
    }

    private static Finding backups(MapFacts map) {
        return map.backups() == 0
                ? warning("backups", "backup-count is 0: if a member fails, its sessions are lost; set it to 1")
                : new Finding(Level.OK, "backups", "backup-count is " + map.backups());
    }

    private static Finding splitBrain(MapFacts map) {
        boolean discards = map.mergePolicy().equals(DiscardMergePolicy.class.getSimpleName());
        if (!map.protection()) {
            return warning(
                    "split brain",
                    "if the network splits the cluster, each part continues separately, and then " + map.mergePolicy()
                            + " decides which sessions are kept; give the map a split-brain-protection-ref");
        }
        return discards
                ? new Finding(Level.OK, "split brain", "a part of the cluster that is too small refuses to work")
                : warning(
                        "split brain",
                        "after a split " + map.mergePolicy()
                                + " restores sessions that were ended in the meantime, from the part that refused"
                                + " to work; set the merge-policy to DiscardMergePolicy");
    }

    private static Finding warning(String subject, String text) {
        return new Finding(Level.WARNING, subject, text);
    }
}

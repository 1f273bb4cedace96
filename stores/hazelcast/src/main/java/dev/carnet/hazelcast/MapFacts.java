package dev.carnet.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.MapConfig;
import com.hazelcast.spi.properties.ClusterProperty;
import java.util.List;

/**
 * What a member's configuration says about the map of sessions, as far as it decides whether they are kept.
 *
 * @param backups how many members hold a copy before a write is answered
 * @param mergePolicy which copy wins when a cluster that fell apart joins again; its class without the package
 * @param protection whether a part of the cluster that is too small refuses to work
 * @param evicts whether entries are dropped when there are too many
 * @param ends whether entries without a time to live of their own end, or those that nobody reads
 * @param readsBackups whether the member answers its own reads from its backups
 * @param nearCache whether it answers them from a cache
 * @param tells whether a write that a backup did not confirm is an error
 */
record MapFacts(
        int backups,
        String mergePolicy,
        boolean protection,
        boolean evicts,
        boolean ends,
        boolean readsBackups,
        boolean nearCache,
        boolean tells) {

    private static final int PARTS = 8;

    static MapFacts of(Config config, String name) {
        MapConfig map = config.findMapConfig(name);
        String policy = map.getMergePolicyConfig().getPolicy();
        return new MapFacts(
                map.getBackupCount(),
                policy.substring(policy.lastIndexOf('.') + 1),
                map.getSplitBrainProtectionName() != null,
                map.getEvictionConfig().getEvictionPolicy() != EvictionPolicy.NONE,
                map.getTimeToLiveSeconds() > 0 || map.getMaxIdleSeconds() > 0,
                map.isReadBackupData(),
                map.getNearCacheConfig() != null,
                Boolean.parseBoolean(
                        config.getProperty(ClusterProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE.getName())));
    }

    /** As a member sends it; a later version may only append. */
    String encoded() {
        return String.join(
                ",",
                List.of(
                        String.valueOf(backups),
                        mergePolicy,
                        String.valueOf(protection),
                        String.valueOf(evicts),
                        String.valueOf(ends),
                        String.valueOf(readsBackups),
                        String.valueOf(nearCache),
                        String.valueOf(tells)));
    }

    static MapFacts decoded(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length < PARTS) {
            throw new IllegalStateException("a member runs an older carnet-hazelcast that reports less; update it");
        }
        return new MapFacts(
                Integer.parseInt(parts[0]),
                parts[1],
                Boolean.parseBoolean(parts[2]),
                Boolean.parseBoolean(parts[3]),
                Boolean.parseBoolean(parts[4]),
                Boolean.parseBoolean(parts[5]),
                Boolean.parseBoolean(parts[6]),
                Boolean.parseBoolean(parts[7]));
    }
}

package dev.carnet.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.MetadataPolicy;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import com.hazelcast.spi.merge.LatestUpdateMergePolicy;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperty;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import dev.carnet.spi.setup.Settings;
import java.io.File;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Optional;

/** The configuration of a member: Hazelcast's own file, whose settings are never changed, or Carnet's settings. */
final class MemberConfig {
    private static final String LOCALHOST = "127.0.0.1";

    private MemberConfig() {}

    static Config of(Settings settings) {
        Config config = settings.has(HazelcastSettings.CONFIG) ? file(settings) : own(settings);
        settings.find(HazelcastSettings.CLUSTER_NAME).ifPresent(config::setClusterName);
        String map = settings.get(HazelcastSettings.MAP);
        if (!config.getMapConfigs().containsKey(map)) {
            config.addMapConfig(map(settings, config, map));
        }
        unlessSaid(
                config,
                ClusterProperty.OPERATION_CALL_TIMEOUT_MILLIS,
                String.valueOf(HazelcastSettings.timeout(settings).toMillis()));
        unlessSaid(config, ClusterProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE, "true");
        unlessSaid(config, ClusterProperty.LOGGING_TYPE, "slf4j");
        unlessSaid(config, ClusterProperty.SHUTDOWNHOOK_POLICY, "GRACEFUL");
        return config;
    }

    private static void unlessSaid(Config config, HazelcastProperty property, String value) {
        if (config.getProperty(property.getName()) == null) {
            config.setProperty(property.getName(), value);
        }
    }

    private static Config file(Settings settings) {
        File file = new File(settings.get(HazelcastSettings.CONFIG));
        try {
            return Config.loadFromFile(file);
        } catch (FileNotFoundException e) {
            throw settings.invalid(HazelcastSettings.CONFIG, "there is no file '" + file + "'");
        } catch (InvalidConfigurationException e) {
            throw settings.invalid(
                    HazelcastSettings.CONFIG, "'" + file + "' is not a member configuration: " + e.getMessage());
        }
    }

    private static Config own(Settings settings) {
        Config config = new Config();
        config.setProperty(ClusterProperty.PHONE_HOME_ENABLED.getName(), "false");
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(settings.get(HazelcastSettings.PORT));
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        List<String> members = settings.find(HazelcastSettings.MEMBERS).orElse(List.of());
        join.getTcpIpConfig().setEnabled(!members.isEmpty()).setMembers(members);
        settings.find(HazelcastSettings.INTERFACE)
                .or(() -> members.isEmpty() ? Optional.of(LOCALHOST) : Optional.empty())
                .ifPresent(address -> {
                    config.setProperty(ClusterProperty.SOCKET_BIND_ANY.getName(), "false");
                    network.getInterfaces().setEnabled(true).addInterface(address);
                });
        return config;
    }

    private static MapConfig map(Settings settings, Config config, String name) {
        MapConfig map = new MapConfig(name)
                .setBackupCount(settings.get(HazelcastSettings.BACKUP_COUNT))
                // Of no use here, where a query finds what it asks for at the beginning of the text.
                .setMetadataPolicy(MetadataPolicy.OFF)
                // The merge policy asks for the time of the last write.
                .setPerEntryStatsEnabled(true)
                .setMergePolicyConfig(new MergePolicyConfig(LatestUpdateMergePolicy.class.getName(), 100));
        SessionIndexes.all().forEach(map::addIndexConfig);
        settings.find(HazelcastSettings.MINIMUM_CLUSTER_SIZE).ifPresent(size -> {
            SplitBrainProtectionConfig protection = new SplitBrainProtectionConfig("carnet", true, size);
            protection.setProtectOn(SplitBrainProtectionOn.READ_WRITE);
            config.addSplitBrainProtectionConfig(protection);
            map.setSplitBrainProtectionName(protection.getName())
                    .setMergePolicyConfig(new MergePolicyConfig(DiscardMergePolicy.class.getName(), 100));
        });
        return map;
    }
}

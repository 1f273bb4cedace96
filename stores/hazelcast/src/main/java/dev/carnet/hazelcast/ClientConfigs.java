package dev.carnet.hazelcast;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.client.config.XmlClientConfigBuilder;
import com.hazelcast.client.config.YamlClientConfigBuilder;
import com.hazelcast.client.properties.ClientProperty;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperty;
import dev.carnet.spi.setup.Settings;
import java.io.File;
import java.io.IOException;

/** The configuration of a client: Hazelcast's own file, or Carnet's settings. */
final class ClientConfigs {
    private ClientConfigs() {}

    static ClientConfig of(Settings settings) {
        ClientConfig config = settings.has(HazelcastSettings.CONFIG) ? file(settings) : new ClientConfig();
        settings.find(HazelcastSettings.CLUSTER_NAME).ifPresent(config::setClusterName);
        settings.find(HazelcastSettings.ADDRESSES)
                .ifPresent(addresses -> config.getNetworkConfig().setAddresses(addresses));
        // Requests fail at once while there is no connection, in place of waiting for one.
        config.getConnectionStrategyConfig().setReconnectMode(ReconnectMode.ASYNC);
        long seconds = HazelcastSettings.timeout(settings).toSeconds();
        unlessSaid(config, ClientProperty.INVOCATION_TIMEOUT_SECONDS, String.valueOf(seconds));
        // The wait for a member's answer ends when its connection is found silent.
        unlessSaid(config, ClientProperty.HEARTBEAT_INTERVAL, "1000");
        unlessSaid(config, ClientProperty.HEARTBEAT_TIMEOUT, String.valueOf(Math.max(2, seconds) * 1000));
        unlessSaid(config, ClientProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE, "true");
        unlessSaid(config, ClusterProperty.LOGGING_TYPE, "slf4j");
        return config;
    }

    private static void unlessSaid(ClientConfig config, HazelcastProperty property, String value) {
        if (config.getProperty(property.getName()) == null) {
            config.setProperty(property.getName(), value);
        }
    }

    private static ClientConfig file(Settings settings) {
        String file = settings.get(HazelcastSettings.CONFIG);
        try {
            return file.endsWith(".xml")
                    ? new XmlClientConfigBuilder(new File(file)).build()
                    : new YamlClientConfigBuilder(new File(file)).build();
        } catch (IOException e) {
            throw settings.invalid(HazelcastSettings.CONFIG, "there is no file '" + file + "'");
        } catch (InvalidConfigurationException e) {
            throw settings.invalid(
                    HazelcastSettings.CONFIG, "'" + file + "' is not a client configuration: " + e.getMessage());
        }
    }
}

package dev.carnet.hazelcast;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The Hazelcast instance of a store.
 *
 * @param saidBy the setting that says which
 * @param onClose shuts it down, if it was started here
 */
record OpenInstance(HazelcastInstance instance, Setting<?> saidBy, Runnable onClose) {
    /**
     * Opens it.
     *
     * @param looksOnly whether it is for an operator's look: a member then keeps no sessions and creates no index, so that
     *     nothing moves or changes
     */
    static OpenInstance of(Settings settings, boolean looksOnly) {
        if (settings.has(HazelcastSettings.INSTANCE)) {
            return new OpenInstance(
                    settings.get(HazelcastSettings.INSTANCE).get(), HazelcastSettings.INSTANCE, () -> {});
        }
        if (settings.has(HazelcastSettings.INSTANCE_NAME)) {
            return named(settings);
        }
        try {
            HazelcastInstance started = HazelcastSettings.mode(settings) == HazelcastSettings.Mode.MEMBER
                    ? member(looksOnly ? toLook(MemberConfig.of(settings)) : MemberConfig.of(settings))
                    : client(ClientConfigs.of(settings), HazelcastSettings.timeout(settings));
            return new OpenInstance(
                    started,
                    settings.has(HazelcastSettings.CONFIG) ? HazelcastSettings.CONFIG : HazelcastSettings.MODE,
                    started::shutdown);
        } catch (HazelcastException | IllegalStateException e) {
            throw new SessionStoreException("Hazelcast: it cannot be started: " + e.getMessage(), e);
        }
    }

    private static OpenInstance named(Settings settings) {
        String name = settings.get(HazelcastSettings.INSTANCE_NAME);
        HazelcastInstance instance = Hazelcast.getHazelcastInstanceByName(name);
        if (instance == null) {
            instance = HazelcastClient.getHazelcastClientByName(name);
        }
        if (instance == null) {
            throw settings.invalid(
                    HazelcastSettings.INSTANCE_NAME, "no instance '" + name + "' runs in this JVM; start it first");
        }
        return new OpenInstance(instance, HazelcastSettings.INSTANCE_NAME, () -> {});
    }

    /** Without indexes: a member creates its own in the cluster as soon as it asks for a map. */
    private static Config toLook(Config config) {
        config.getMapConfigs().values().forEach(each -> each.getIndexConfigs().clear());
        return config.setLiteMember(true);
    }

    private static HazelcastInstance member(Config config) {
        return Hazelcast.newHazelcastInstance(config);
    }

    /**
     * A client tries to reach the cluster for ever, so that it comes back after any outage. At the start that is bounded:
     * somebody waits.
     */
    private static HazelcastInstance client(ClientConfig config, Duration timeout) {
        CountDownLatch connected = new CountDownLatch(1);
        config.getConnectionStrategyConfig().setAsyncStart(true);
        config.addListenerConfig(new ListenerConfig((LifecycleListener) event -> {
            if (event.getState() == LifecycleState.CLIENT_CONNECTED) {
                connected.countDown();
            }
        }));
        HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
        boolean inTime = false;
        try {
            inTime = connected.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!inTime) {
                client.shutdown();
            }
        }
        if (!inTime) {
            throw new SessionStoreException(
                    "Hazelcast: no member of the cluster '" + config.getClusterName() + "' answers at "
                            + config.getNetworkConfig().getAddresses() + " within " + timeout.toSeconds()
                            + " s; check addresses and cluster_name",
                    null);
        }
        return client;
    }

    void close() {
        onClose.run();
    }
}

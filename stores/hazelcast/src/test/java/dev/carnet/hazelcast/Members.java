package dev.carnet.hazelcast;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Real members in this JVM: on 127.0.0.1, on free ports, over TCP alone. */
final class Members implements AutoCloseable {
    private static final String LOCALHOST = "127.0.0.1";

    private final String cluster;
    private final Consumer<Config> change;
    private final List<HazelcastInstance> started = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    Members(String cluster, Consumer<Config> change) {
        this.cluster = cluster;
        this.change = change;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no port is free", e);
        }
    }

    /** Starts a member that joins those before it. */
    HazelcastInstance start() {
        return start(config -> {});
    }

    HazelcastInstance start(Consumer<Config> more) {
        Config config = new Config();
        config.setClusterName(cluster);
        quiet(config);
        int port = freePort();
        NetworkConfig network = config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(LOCALHOST);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        addresses.forEach(join.getTcpIpConfig()::addMember);
        change.accept(config);
        more.accept(config);
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
        started.add(member);
        addresses.add(LOCALHOST + ":" + port);
        return member;
    }

    /** What makes a member cheap, and quiet. */
    static void quiet(Config config) {
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.partition.count", "31");
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
    }

    HazelcastInstance client() {
        ClientConfig config = new ClientConfig();
        config.setClusterName(cluster);
        config.getNetworkConfig().setAddresses(addresses);
        config.getConnectionStrategyConfig().setReconnectMode(ReconnectMode.ASYNC);
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.client.operation.fail.on.indeterminate.state", "true");
        config.setProperty("hazelcast.client.invocation.timeout.seconds", "5");
        HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
        started.add(client);
        return client;
    }

    /** A class loader as of a member that lacks Carnet's jars. */
    static ClassLoader withoutCarnet() {
        return new ClassLoader(Members.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("dev.carnet.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
    }

    List<String> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).getLifecycleService().terminate();
        }
    }
}

package dev.carnet.benchmarks.jmh;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.IndexType;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.map.IMap;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.hazelcast.HazelcastOptions;
import dev.carnet.hazelcast.HazelcastSessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A session in Hazelcast beside a bare map with the same text and the same indexes. The bare map reads with {@code get}; it
 * changes with a guarded {@code replace}, which is what it has to keep parallel changes apart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields before it runs anything
public class HazelcastBenchmark {
    private static final String LOCALHOST = "127.0.0.1";
    private static final int PORT = 15_701;
    private static final int ATTRIBUTE_BYTES = 200;
    private static final int ATTRIBUTES = 10;

    @Param({"member", "client"})
    private String access;

    private final List<HazelcastInstance> instances = new ArrayList<>();
    private SessionEngine engine;
    private Session session;
    private IMap<String, Object> bare;
    private Object text;
    private String stored;
    private int turn;

    @Setup
    public void open() {
        Config config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        NetworkConfig network = config.getNetworkConfig().setPort(PORT);
        network.getInterfaces().setEnabled(true).addInterface(LOCALHOST);
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        HazelcastInstance instance = opened(Hazelcast.newHazelcastInstance(config));
        if (access.equals("client")) {
            ClientConfig client = new ClientConfig();
            client.getNetworkConfig().addAddress(LOCALHOST + ":" + PORT);
            instance = opened(HazelcastClient.newHazelcastClient(client));
        }
        engine = SessionEngine.builder(new HazelcastSessionStore(instance, HazelcastOptions.DEFAULTS))
                .build();
        session = engine.create();
        for (int i = 0; i < ATTRIBUTES; i++) {
            session.put("attribute" + i, "x".repeat(ATTRIBUTE_BYTES));
        }
        engine.flush(session);
        stored = instance.getMap("sessions").values().iterator().next().toString();
        text = text(turn++);
        bare = instance.getMap("bare");
        bare.addIndex(IndexType.HASH, "__carnet.principal");
        bare.addIndex(IndexType.HASH, "__carnet.handle");
        bare.addIndex(IndexType.SORTED, "__carnet.expires");
        bare.set("key", text);
    }

    /** The session's, with another attribute at its end. */
    private Object text(int number) {
        return new HazelcastJsonValue(stored.substring(0, stored.length() - 1) + ",\"n\":" + number + "}");
    }

    private HazelcastInstance opened(HazelcastInstance instance) {
        instances.add(0, instance);
        return instance;
    }

    @TearDown
    public void close() {
        engine.close();
        instances.forEach(each -> each.getLifecycleService().terminate());
    }

    @Benchmark
    public Object read() {
        return engine.retrieve(session.id()).orElseThrow().names();
    }

    @Benchmark
    public Object readBare() {
        return Objects.requireNonNull(bare.get("key"));
    }

    @Benchmark
    public Session change() {
        session.put("attribute0", "y".repeat(ATTRIBUTE_BYTES - 10) + turn++);
        return engine.flush(session);
    }

    @Benchmark
    public boolean changeBare() {
        Object next = text(turn++);
        boolean replaced = bare.replace("key", text, next);
        text = next;
        return replaced;
    }
}

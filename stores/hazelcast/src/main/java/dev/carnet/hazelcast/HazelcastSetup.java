package dev.carnet.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Inspects a cluster and its map. There is nothing to set up: a map and its indexes are created when the store is
 * opened.
 */
final class HazelcastSetup implements StoreSetup {
    private final OpenInstance opened;
    private final HazelcastOptions options;
    private final ClusterFailures failures;

    HazelcastSetup(OpenInstance opened, HazelcastOptions options) {
        this.opened = opened;
        this.options = options;
        this.failures = new ClusterFailures(options.map());
    }

    @Override
    public List<Finding> check() {
        return failures.call("it cannot be inspected", () -> {
            HazelcastInstance instance = opened.instance();
            if (isAlone()) {
                return List.of(new Finding(
                        Level.WARNING,
                        "cluster",
                        "no member that keeps sessions answers. That is right before the first application starts;"
                                + " otherwise check members and cluster_name"));
            }
            IMap<?, ?> map = instance.getMap(options.map());
            ClusterView view = ClusterView.of(instance, map);
            MemberCode members = new MemberCode(instance, options.map());
            members.close();
            List<Finding> findings = new ArrayList<>(view.findings(members));
            try {
                view.requireReadsOfThePrimary();
            } catch (IllegalArgumentException e) {
                findings.add(new Finding(Level.ERROR, "reads", String.valueOf(e.getMessage())));
            }
            return findings;
        });
    }

    @Override
    public List<String> plan() {
        return List.of();
    }

    @Override
    public void apply() {}

    /** Where all members are lite, such as the one that looks, nobody keeps sessions. */
    @Override
    public Optional<SessionStore> openToLook() {
        return Optional.of(
                isAlone() ? new MemorySessionStore() : HazelcastSessionStore.toLook(opened.instance(), options));
    }

    private boolean isAlone() {
        return opened.instance().getCluster().getMembers().stream().allMatch(Member::isLiteMember);
    }

    @Override
    public void close() {
        opened.close();
    }
}

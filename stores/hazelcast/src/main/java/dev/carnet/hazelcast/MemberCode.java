package dev.carnet.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks which members have this jar and can run {@link ChangeText}, which is used only if all members have it, because
 * a backup on a member without it would miss the change. A joining member counts as one without it until it has
 * answered. Thread-safe.
 */
final class MemberCode implements MembershipListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.hazelcast");
    private static final String EXECUTOR = "carnet";
    private static final long LONGEST_WAIT_SECONDS = 5;

    private final HazelcastInstance instance;
    private final String map;
    private final UUID registration;
    private final Map<UUID, String> without = new ConcurrentHashMap<>();
    private final Map<UUID, MapFacts> facts = new ConcurrentHashMap<>();

    /** Asks all members and waits for their answers; then listens for those that join. */
    MemberCode(HazelcastInstance instance, String map) {
        this.instance = instance;
        this.map = map;
        // First, so that nobody who joins meanwhile is overlooked; to be asked twice does no harm.
        registration = instance.getCluster().addMembershipListener(this);
        List<Member> members = instance.getCluster().getMembers().stream()
                .filter(member -> !member.isLiteMember())
                .toList();
        CountDownLatch answers = new CountDownLatch(members.size());
        members.forEach(member -> ask(member, answers::countDown));
        await(answers);
    }

    /** One that has not answered by then counts as one without. */
    private void await(CountDownLatch answers) {
        try {
            if (!answers.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("Hazelcast: {}", lacking());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether every member that keeps sessions has it. */
    boolean isEverywhere() {
        return without.isEmpty();
    }

    /** The members that lack it, each with what went wrong. */
    Collection<String> lacking() {
        return List.copyOf(without.values());
    }

    /** What the members' configurations say, each once. */
    List<MapFacts> facts() {
        return facts.values().stream().distinct().toList();
    }

    private void ask(Member member, Runnable answered) {
        String name = "member " + member.getAddress();
        without.put(member.getUuid(), name + " has not answered");
        instance.getExecutorService(EXECUTOR).submitToMember(new DescribeMap(map), member, new ExecutionCallback<>() {
            @Override
            public void onResponse(String text) {
                facts.put(member.getUuid(), MapFacts.decoded(text));
                without.remove(member.getUuid());
                answered.run();
            }

            @Override
            public void onFailure(Throwable e) {
                without.replace(
                        member.getUuid(),
                        name + " does not run carnet-hazelcast (" + e.getClass().getSimpleName() + ")");
                answered.run();
            }
        });
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        Member member = event.getMember();
        if (!member.isLiteMember()) {
            ask(member, () -> {
                String lacks = without.get(member.getUuid());
                if (lacks != null) {
                    LOG.warn("Hazelcast: {}; changes take several operations from now on. {}", lacks, ADVICE);
                }
            });
        }
    }

    /** What to do about members without it. */
    static final String ADVICE = "Put carnet-hazelcast on the class path of all members";

    @Override
    public void memberRemoved(MembershipEvent event) {
        without.remove(event.getMember().getUuid());
        facts.remove(event.getMember().getUuid());
    }

    /** Listens no more. */
    void close() {
        if (instance.getLifecycleService().isRunning()) {
            instance.getCluster().removeMembershipListener(registration);
        }
    }
}

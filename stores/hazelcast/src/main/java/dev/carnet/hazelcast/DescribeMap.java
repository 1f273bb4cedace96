package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs on a member and returns the {@link MapFacts} of its configuration. A result proves that the member has this jar. */
public final class DescribeMap implements Callable<String>, DataSerializable, HazelcastInstanceAware {
    private String map = "";
    private transient @Nullable HazelcastInstance member;

    /** For Hazelcast. */
    public DescribeMap() {}

    DescribeMap(String map) {
        this.map = map;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        member = instance;
    }

    @Override
    public String call() {
        if (member == null) {
            throw new IllegalStateException("no member runs this");
        }
        return MapFacts.of(member.getConfig(), map).encoded();
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(map);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        map = StoreText.text(in);
    }
}

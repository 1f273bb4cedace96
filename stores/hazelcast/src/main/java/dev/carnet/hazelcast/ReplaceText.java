package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Stores another text if the stored one is still the one that was read. */
public final class ReplaceText extends ChangeText {
    private static final long serialVersionUID = 1L;

    private String expected = "";
    private String next = "";
    private long ttlMillis;

    /** For Hazelcast. */
    public ReplaceText() {}

    ReplaceText(String expected, String next, long ttlMillis) {
        this.expected = expected;
        this.next = next;
        this.ttlMillis = ttlMillis;
    }

    @Override
    @Nullable
    StoreText changed(HazelcastJsonValue stored) {
        return stored.getValue().equals(expected) ? new StoreText(next, ttlMillis) : null;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(expected);
        out.writeString(next);
        out.writeLong(ttlMillis);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        expected = StoreText.text(in);
        next = StoreText.text(in);
        ttlMillis = in.readLong();
    }
}

package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Stores a text and its TTL unconditionally. */
public final class StoreText implements EntryProcessor<String, Object, Boolean>, DataSerializable {
    private static final long serialVersionUID = 1L;

    private String text = "";
    private long ttlMillis;

    /** For Hazelcast. */
    public StoreText() {}

    StoreText(String text, long ttlMillis) {
        this.text = text;
        this.ttlMillis = ttlMillis;
    }

    @Override
    public Boolean process(Map.Entry<String, Object> entry) {
        ((ExtendedMapEntry<String, Object>) entry)
                .setValue(new HazelcastJsonValue(text), ttlMillis, TimeUnit.MILLISECONDS);
        return true;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(text);
        out.writeLong(ttlMillis);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        text = text(in);
        ttlMillis = in.readLong();
    }

    static String text(ObjectDataInput in) throws IOException {
        String text = in.readString();
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }
}

package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.DataSerializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs on the member that owns a session: compares the stored text and, if it is the expected one, stores another text
 * and its TTL in one operation. The member needs this jar, and no other jar of Carnet.
 *
 * <p>Only the primary compares. The backups store the result without a comparison.
 */
abstract class ChangeText implements EntryProcessor<String, Object, Boolean>, DataSerializable {
    private static final long serialVersionUID = 1L;

    /** What the last run stored, for the backups. */
    private transient @Nullable StoreText stored;

    /** What to store in place of a text, or null if it is not as expected. */
    abstract @Nullable StoreText changed(HazelcastJsonValue stored);

    @Override
    public Boolean process(Map.Entry<String, Object> entry) {
        stored = entry.getValue() instanceof HazelcastJsonValue json ? changed(json) : null;
        return stored != null && stored.process(entry);
    }

    @Override
    public @Nullable EntryProcessor<String, Object, Boolean> getBackupProcessor() {
        return stored;
    }
}

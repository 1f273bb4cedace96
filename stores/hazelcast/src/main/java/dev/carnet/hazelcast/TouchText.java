package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Moves the last access on in a text that begins with a version, and its expiry if that is the later one. Both have a fixed
 * place and length behind the version, and compare like instants.
 */
public final class TouchText extends ChangeText {
    private static final long serialVersionUID = 1L;

    /** Up to the expiry; up to the last access it is what the stored text has to begin with. */
    private String beginning = "";

    private int accessedAt;
    private String accessed = "";
    private String expires = "";
    private long graceMillis;

    /** For Hazelcast. */
    public TouchText() {}

    /**
     * @param beginning the new beginning of the text, up to its expiry
     * @param accessedAt where in it the last access begins
     * @param accessed the last access, as it stands there
     * @param expires the expiry, of the same length
     */
    TouchText(String beginning, int accessedAt, String accessed, String expires, long graceMillis) {
        this.beginning = beginning;
        this.accessedAt = accessedAt;
        this.accessed = accessed;
        this.expires = expires;
        this.graceMillis = graceMillis;
    }

    @Override
    @Nullable
    StoreText changed(HazelcastJsonValue stored) {
        String text = stored.getValue();
        int expiresAt = beginning.length();
        int end = expiresAt + expires.length();
        if (text.length() < end
                || !text.startsWith(beginning.substring(0, accessedAt))
                || text.substring(accessedAt, accessedAt + accessed.length()).compareTo(accessed) >= 0) {
            return null;
        }
        String before = text.substring(expiresAt, end);
        String later = before.compareTo(expires) < 0 ? expires : before;
        long ttlMillis = TimeToLive.millis(Instant.parse(accessed), Instant.parse(later), graceMillis);
        return new StoreText(beginning + later + text.substring(end), ttlMillis);
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(beginning);
        out.writeInt(accessedAt);
        out.writeString(accessed);
        out.writeString(expires);
        out.writeLong(graceMillis);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        beginning = StoreText.text(in);
        accessedAt = in.readInt();
        accessed = StoreText.text(in);
        expires = StoreText.text(in);
        graceMillis = in.readLong();
    }
}

package dev.carnet.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a scan.
 *
 * @param sessions at most as many as were asked for; fewer, even none, does not mean the end
 * @param unreadable keys of records met on the way whose header, or whose attributes if these are wanted, cannot be read
 * @param nextCursor where the next page begins, or null at the end
 */
public record SessionPage(
        List<SessionRecord> sessions,
        List<SessionKey> unreadable,
        @Nullable String nextCursor) {
    public SessionPage {
        sessions = List.copyOf(sessions);
        unreadable = List.copyOf(unreadable);
    }
}

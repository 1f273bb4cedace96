package dev.carnet.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a scan.
 *
 * @param sessions at most as many as were asked for; fewer, even none, does not mean the end
 * @param unreadable records met on the way that cannot be read: what lies there is no session, its header is damaged, or its
 *     attributes are if these are wanted. Each is named as the store's own tools name it, for an operator to find and remove;
 *     the name may be a session's key or no key at all
 * @param nextCursor where the next page begins, or null at the end
 */
public record SessionPage(
        List<SessionRecord> sessions,
        List<String> unreadable,
        @Nullable String nextCursor) {
    public SessionPage {
        sessions = List.copyOf(sessions);
        unreadable = List.copyOf(unreadable);
    }

    /** Without names, cursor and values: a name may be a session's key. */
    @Override
    public String toString() {
        return "SessionPage[" + sessions.size() + " sessions, " + unreadable.size() + " unreadable"
                + (nextCursor == null ? ", the last]" : "]");
    }
}

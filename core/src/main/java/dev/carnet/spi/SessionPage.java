package dev.carnet.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a scan.
 *
 * @param sessions at most as many as requested; fewer or none does not mean the end
 * @param unreadable names of records that cannot be read as sessions: other data, a damaged header, or damaged
 *     attributes if attributes are requested. The names are those of the store's own tools, so that an operator can find
 *     and remove the records; a name may be a session's key
 * @param nextCursor the beginning of the next page, or null at the end
 */
public record SessionPage(
        List<SessionRecord> sessions,
        List<String> unreadable,
        @Nullable String nextCursor) {
    public SessionPage {
        sessions = List.copyOf(sessions);
        unreadable = List.copyOf(unreadable);
    }

    /** Without names, cursor and values, because a name may be a session's key. */
    @Override
    public String toString() {
        return "SessionPage[" + sessions.size() + " sessions, " + unreadable.size() + " unreadable"
                + (nextCursor == null ? ", the last]" : "]");
    }
}

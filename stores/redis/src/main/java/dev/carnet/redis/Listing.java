package dev.carnet.redis;

import dev.carnet.redis.SessionReader.Found;
import dev.carnet.redis.SortedKeys.Stretch;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives sessions page by page, in the order of their keys: a cursor is the last key looked at. Thread-safe. */
final class Listing {
    /** So that a small page that leaves many out takes few round trips. */
    private static final int LEAST_READ = 100;

    private final SessionReader reader;
    private final SortedKeys sortedKeys;
    private final @Nullable PrincipalIndex index;

    /** @param index null if there is none */
    Listing(SessionReader reader, SortedKeys sortedKeys, @Nullable PrincipalIndex index) {
        this.reader = reader;
        this.sortedKeys = sortedKeys;
        this.index = index;
    }

    SessionPage page(SessionQuery query, @Nullable String cursor, int limit) {
        String principal = query.principal();
        boolean isIndexed = index != null && principal != null;
        Stretch stretch = index != null && principal != null
                ? new Stretch(index.sessions(principal, cursor), true)
                : sortedKeys.after(cursor);
        List<SessionRecord> page = new ArrayList<>();
        List<SessionKey> unreadable = new ArrayList<>();
        List<SessionKey> next =
                stretch.keys().subList(0, Math.min(stretch.keys().size(), Math.max(limit, LEAST_READ)));
        int seen = 0;
        for (Found each : reader.find(next, query.attributes() && query.handle() == null)) {
            if (page.size() == limit) {
                break;
            }
            seen++;
            wanted(each, query).ifPresent(page::add);
            if (each.isUnreadable()) {
                unreadable.add(each.key());
            }
        }
        Stretch rest = stretch.from(seen);
        if (rest.keys().isEmpty() && rest.isLast()) {
            return new SessionPage(page, unreadable, null);
        }
        String last = next.get(seen - 1).value();
        if (!isIndexed) {
            sortedKeys.keep(last, rest);
        }
        return new SessionPage(page, unreadable, last);
    }

    /** Of the one session with a handle, only that one's attributes are fetched. */
    private Optional<SessionRecord> wanted(Found found, SessionQuery query) {
        Optional<SessionRecord> session = found.session().filter(each -> query.matches(each.header()));
        return session.isPresent() && query.attributes() && query.handle() != null
                ? reader.find(found.key()).filter(each -> query.matches(each.header()))
                : session;
    }
}

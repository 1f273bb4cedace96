package dev.carnet.redis;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.redis.SessionReader.Found;
import dev.carnet.redis.SortedKeys.Stretch;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives sessions page by page, in the order of their keys: a cursor is the last key looked at. Thread-safe. */
final class Listing {
    /** So that a small page that leaves many out takes few round trips. */
    private static final int LEAST_READ = 100;

    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.redis");

    private final Keys keys;
    private final SessionReader reader;
    private final SortedKeys sortedKeys;
    private final @Nullable PrincipalIndex index;

    /** @param index null if there is none */
    Listing(Keys keys, SessionReader reader, SortedKeys sortedKeys, @Nullable PrincipalIndex index) {
        this.keys = keys;
        this.reader = reader;
        this.sortedKeys = sortedKeys;
        this.index = index;
    }

    SessionPage page(SessionQuery query, @Nullable String cursor, int limit) {
        Stretch indexed = indexed(query, cursor);
        Stretch stretch = indexed == null ? sortedKeys.after(cursor) : indexed;
        List<SessionRecord> page = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<String> next = stretch.names().subList(0, Math.min(stretch.names().size(), Math.max(limit, LEAST_READ)));
        int seen = 0;
        for (Found each : reader.find(next, query.attributes() && query.handle() == null)) {
            if (page.size() == limit) {
                break;
            }
            wanted(each, query).ifPresent(page::add);
            if (each.isUnreadable()) {
                unreadable.add(keys.whole(next.get(seen)));
            }
            seen++;
        }
        Stretch rest = stretch.from(seen);
        if (rest.names().isEmpty() && rest.isLast()) {
            return new SessionPage(page, unreadable, null);
        }
        String last = next.get(seen - 1);
        if (indexed == null) {
            sortedKeys.keep(last, rest);
        }
        return new SessionPage(page, unreadable, last);
    }

    /** What the index knows; null if there is none, or something else lies in its place, so that all keys have to be read. */
    private @Nullable Stretch indexed(SessionQuery query, @Nullable String cursor) {
        String principal = query.principal();
        if (index == null || principal == null) {
            return null;
        }
        try {
            return new Stretch(index.sessions(principal, cursor), true);
        } catch (UnreadableSessionException e) {
            LOG.warn("Redis: what lies where a user's sessions are noted is no such note, so all keys are read: remove"
                    + " it");
            return null;
        }
    }

    /** Of the one session with a handle, only that one's attributes are fetched. */
    private Optional<SessionRecord> wanted(Found found, SessionQuery query) {
        Optional<SessionRecord> session = found.session().filter(each -> query.matches(each.header()));
        return session.isPresent() && query.attributes() && query.handle() != null
                ? session.flatMap(each -> reader.find(each.header().key())).filter(each -> query.matches(each.header()))
                : session;
    }
}

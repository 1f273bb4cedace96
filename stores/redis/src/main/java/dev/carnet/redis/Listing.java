package dev.carnet.redis;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.redis.SessionReader.Found;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import dev.carnet.redis.walk.NameWalk;
import dev.carnet.redis.walk.NameWalk.Step;
import dev.carnet.redis.walk.Position;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.Pool;

/**
 * Lists sessions page by page, in the order of Redis's scan of its keys or of a user's index. A page takes a bounded
 * number of commands, each of bounded duration. Thread-safe.
 */
final class Listing {
    private static final int MOST_NAMES = 1000;

    /** So that a small page that leaves many out takes few round trips. */
    private static final int LEAST_NAMES = 100;

    /** After this number of steps a page ends even if it is not full. */
    private static final int MOST_STEPS = 10;

    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.redis");

    private final CallSender sender;
    private final Keys keys;
    private final SessionReader reader;
    private final IndexSets indexes;

    Listing(CallSender sender, Keys keys, SessionReader reader, IndexSets indexes) {
        this.sender = sender;
        this.keys = keys;
        this.reader = reader;
        this.indexes = indexes;
    }

    SessionPage page(SessionQuery query, @Nullable String cursor, int limit) {
        String principal = query.principal();
        if (principal != null && indexes.ofPrincipals()) {
            try {
                return page(query, indexes.sessions(principal), principal, cursor, limit);
            } catch (UnreadableSessionException e) {
                LOG.warn("Redis: a key of the index of users holds something else, so all keys are scanned: remove it");
            }
        }
        return page(query, all(query.keyPrefix()), null, cursor, limit);
    }

    /** A walk through all sessions whose key begins with a text. */
    NameWalk all(String keyPrefix) {
        List<Pool<Connection>> nodes = sender.nodes().primaries();
        String pattern = keys.pattern(keyPrefix);
        return new NameWalk(
                nodes.size(),
                (node, cursor, count) -> sender.ask(
                        "keys could not be listed",
                        nodes.get(node),
                        Call.about(Command.SCAN, cursor, "MATCH", pattern, "COUNT", Integer.toString(count))),
                keys::name,
                1);
    }

    private SessionPage page(
            SessionQuery query, NameWalk walk, @Nullable String indexOf, @Nullable String cursor, int limit) {
        List<SessionRecord> page = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int atOnce = Math.min(Math.max(limit, LEAST_NAMES), MOST_NAMES);
        Position next = Position.of(cursor);
        for (int i = 0; i < MOST_STEPS && next != null && page.size() < limit; i++) {
            Step step = walk.step(next, atOnce);
            List<String> names = step.names();
            if (names.size() < atOnce / 2) { // what else lies there is passed by the faster
                atOnce = Math.min(2 * atOnce, MOST_NAMES);
            }
            List<String> wanted =
                    givesMost(query, indexOf) ? names.subList(0, Math.min(names.size(), limit - page.size())) : names;
            List<String> gone = new ArrayList<>();
            int seen = 0;
            for (Found each : reader.find(wanted, query.attributes())) {
                if (page.size() == limit) {
                    break;
                }
                if (each.isUnreadable()) {
                    unreadable.add(keys.whole(names.get(seen)));
                } else if (each.session().isEmpty()) {
                    gone.add(names.get(seen));
                }
                each.session().filter(found -> query.matches(found.header())).ifPresent(page::add);
                seen++;
            }
            if (indexOf != null) {
                indexes.forget(indexOf, gone);
            }
            next = walk.after(step, names.subList(seen, names.size()));
        }
        return new SessionPage(page, unreadable, next == null ? null : next.text());
    }

    /** Whether most of the sessions that are met will be given, so that no more need to be read than there is room for. */
    private static boolean givesMost(SessionQuery query, @Nullable String indexOf) {
        return (indexOf != null || query.principal() == null)
                && query.idleSince() == null
                && query.accessedSince() == null
                && query.expiredBy() == null;
    }

    /** The number of sessions. Any value under a possible session key counts as one. */
    long count(String keyPrefix) {
        NameWalk walk = all(keyPrefix);
        long count = 0;
        Position next = Position.BEGIN;
        while (next != null) {
            Step step = walk.step(next, MOST_NAMES);
            count += step.names().stream()
                    .filter(each -> Keys.session(each).isPresent())
                    .count();
            next = step.next();
        }
        return count;
    }

    /** The session with a handle, in two commands; none if there is no index of handles or it does not know it. */
    Optional<SessionRecord> byHandle(String handle) {
        for (SessionKey each : indexes.byHandle(handle)) {
            Optional<SessionRecord> found = reader.find(each)
                    .filter(session -> session.header().handle().equals(handle));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}

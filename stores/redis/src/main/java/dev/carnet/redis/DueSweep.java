package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.redis.Noting.Note;
import dev.carnet.redis.SessionReader.Found;
import dev.carnet.redis.connection.Answer;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;

/**
 * Deletes expired sessions by the index of expiries, so the work of a sweep is proportional to the number of expired
 * sessions. The entry of a live session is updated to its expiry, the entry of a missing one is removed, and an
 * unreadable one is checked again after an hour. Thread-safe.
 */
final class DueSweep {
    /** A batch is no more than what reaches Redis together. */
    private static final int MOST_AT_ONCE = Sweep.ENDED_AT_ONCE;

    private static final Duration UNREADABLE_AGAIN = Duration.ofHours(1);
    private static final String NOT_SWEPT = "expired sessions could not be deleted";

    private final CallSender sender;
    private final SessionReader reader;
    private final Sweep sweep;
    private final IndexSets indexes;

    DueSweep(CallSender sender, SessionReader reader, Sweep sweep, IndexSets indexes) {
        this.sender = sender;
        this.reader = reader;
        this.sweep = sweep;
        this.indexes = indexes;
    }

    /** Whatever it looks at leaves the beginning of the index, so the cursor says but that a batch was full. */
    SweepBatch run(SweepQuery query, int limit) {
        int most = Math.min(limit, MOST_AT_ONCE);
        List<String> due = due(query, most);
        Map<SessionKey, SessionRecord> expired = new LinkedHashMap<>();
        List<Call> changes = new ArrayList<>();
        int unreadable = 0;
        int place = 0;
        for (Found each : reader.find(due, query.attributes())) {
            String name = due.get(place++);
            SessionRecord session = each.session().orElse(null);
            if (each.isUnreadable()) {
                unreadable++;
                changes.add(again(name, query.by().plus(UNREADABLE_AGAIN).toEpochMilli()));
            } else if (session == null) {
                changes.add(out(name));
            } else if (session.header().isExpiredBy(query.by())) {
                if (query.matches(session.header())) {
                    expired.put(session.header().key(), session);
                    changes.add(out(name));
                } else { // of another scope, whose own sweep deletes it
                    changes.add(again(name, query.by().toEpochMilli() + 1));
                }
            } else {
                changes.add(again(name, session.header().expiresAt().toEpochMilli()));
            }
        }
        List<SessionRecord> deleted = sweep.delete(query, expired);
        sender.writeAll(NOT_SWEPT, changes).forEach(Answer::get);
        return new SweepBatch(deleted, unreadable, due.size() < most ? null : "due");
    }

    private List<String> due(SweepQuery query, int most) {
        Object answer = sender.read(
                NOT_SWEPT,
                Call.of(
                        Command.ZRANGEBYSCORE,
                        indexes.expiryKey(),
                        text("-inf"),
                        text(Long.toString(query.by().toEpochMilli())),
                        text("LIMIT"),
                        text("0"),
                        text(Integer.toString(most))));
        return Answer.list(answer).stream()
                .map(each -> new String((byte[]) each, UTF_8))
                .toList();
    }

    private Call again(String name, long millis) {
        return IndexSets.addition(new Note(indexes.expiryKey(), name, "x" + millis));
    }

    private Call out(String name) {
        return IndexSets.removal(new Note(indexes.expiryKey(), name, ""));
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }
}

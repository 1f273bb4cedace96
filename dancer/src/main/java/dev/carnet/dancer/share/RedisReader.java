package dev.carnet.dancer.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.redis.walk.NameWalk;
import dev.carnet.redis.walk.NameWalk.Step;
import dev.carnet.redis.walk.Position;
import dev.carnet.spi.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Reads one record, or a page of records in one round trip. Thread-safe. */
final class RedisReader {
    private static final byte[] GET = ("local value = redis.call('GET', KEYS[1]) if not value then return false end"
                    + " local time = redis.call('TIME')"
                    + " return {value, redis.call('PTTL', KEYS[1]), time[1], time[2]}")
            .getBytes(UTF_8);

    private static final byte[] STRING = "string".getBytes(US_ASCII);

    /** What takes the place of bytes that are no UTF-8. */
    private static final char NO_UTF_8 = '\uFFFD';

    private static final int MOST_NAMES = 1000;

    /** So that a small page takes few round trips. */
    private static final int LEAST_NAMES = 100;

    /** After this number of steps a page ends even if it is not full. */
    private static final int MOST_STEPS = 10;

    private final UnifiedJedis redis;
    private final NameWalk walk;

    RedisReader(UnifiedJedis redis) {
        this.redis = redis;
        this.walk = new NameWalk(
                1, (node, cursor, count) -> names(cursor, count), name -> Optional.of(new String(name, UTF_8)), 1);
    }

    private List<Object> names(String cursor, int count) {
        ScanResult<byte[]> found = redis.scan(cursor.getBytes(US_ASCII), new ScanParams().count(count), STRING);
        return List.of(found.getCursorAsBytes(), found.getResult());
    }

    Optional<RawRecord> get(SessionKey key) {
        return record(redis.eval(GET, List.of(bytes(key)), List.of()));
    }

    /**
     * Some of the records. The server has other keys as well: those that hold no string are left out.
     *
     * <p>The cursor is the server's own, followed by the names that the server has given and that did not fit. All pages together
     * are one walk through the names, and only the names of a page are in memory. A record that stays is given once, unless most of
     * the server's keys are removed during the walk: the server may then give some names again.
     */
    RawRecords.Page page(@Nullable String cursor, int limit) {
        int atOnce = Math.min(Math.max(limit, LEAST_NAMES), MOST_NAMES);
        List<String> names = new ArrayList<>();
        Position next = Position.of(cursor);
        for (int i = 0; i < MOST_STEPS && next != null && names.size() < limit; i++) {
            Step step = walk.step(next, atOnce);
            List<String> found = step.names();
            int room = Math.min(limit - names.size(), found.size());
            names.addAll(found.subList(0, room));
            next = walk.after(step, found.subList(room, found.size()));
        }
        List<SessionKey> keys = new ArrayList<>();
        List<String> strays = new ArrayList<>();
        for (String each : names) {
            if (each.indexOf(NO_UTF_8) < 0 && SessionKey.isPossible(each)) {
                keys.add(new SessionKey(each));
            } else {
                strays.add(each);
            }
        }
        return new RawRecords.Page(all(keys), strays, next == null ? null : next.text());
    }

    private Map<SessionKey, RawRecord> all(List<SessionKey> keys) {
        Map<SessionKey, Response<Object>> replies = new LinkedHashMap<>();
        try (AbstractPipeline pipeline = redis.pipelined()) {
            keys.forEach(key -> replies.put(key, pipeline.eval(GET, List.of(bytes(key)), List.of())));
            pipeline.sync();
        }
        Map<SessionKey, RawRecord> records = new LinkedHashMap<>();
        replies.forEach((key, reply) -> record(reply.get()).ifPresent(raw -> records.put(key, raw)));
        return records;
    }

    private static byte[] bytes(SessionKey key) {
        return key.value().getBytes(UTF_8);
    }

    /** The record in the script's reply. */
    private static Optional<RawRecord> record(@Nullable Object reply) {
        if (!(reply instanceof List<?> parts)) {
            return Optional.empty();
        }
        long ttl = (Long) parts.get(1);
        long now = Long.parseLong(text(parts.get(2))) * 1000 + Long.parseLong(text(parts.get(3))) / 1000;
        return Optional.of(new RawRecord(text(parts.get(0)), null, ttl < 0 ? null : Instant.ofEpochMilli(now + ttl)));
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] array ? new String(array, ISO_8859_1) : String.valueOf(bytes);
    }
}

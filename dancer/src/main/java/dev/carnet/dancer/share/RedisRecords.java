package dev.carnet.dancer.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Records as {@code Dancer::Session::Redis} keeps them: a string under the bare id, which the server deletes when nobody has
 * asked for it for a time. Both sides set that time anew, so it says when the session expires.
 */
final class RedisRecords implements RawRecords {
    private static final String STORE =
            "local function store() if ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[2])"
                    + " else redis.call('SET', KEYS[1], ARGV[2], 'PXAT', ARGV[3]) end return 1 end ";

    private static final String INSERT =
            STORE + "if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end return store()";
    private static final String REPLACE =
            STORE + "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return store()";
    private static final String REMOVE =
            "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('DEL', KEYS[1])";

    private static final String CLAIM =
            "local holder = redis.call('HGET', KEYS[1], 'sweeper') if holder and holder ~= ARGV[1] then return 0 end"
                    + " redis.call('HSET', KEYS[1], 'sweeper', ARGV[1])"
                    + " return redis.call('PEXPIRE', KEYS[1], ARGV[2])";

    /** No id has a colon; and it holds a hash, while every session is a string. */
    private static final String SWEEPER = "carnet:sweeper";

    private final UnifiedJedis redis;
    private final RedisReader reader;
    private final Runnable closing;

    /** @param closing what to do at the end, such as to close the client */
    RedisRecords(UnifiedJedis redis, Runnable closing) {
        this.redis = redis;
        this.reader = new RedisReader(redis);
        this.closing = closing;
    }

    @Override
    public Optional<RawRecord> get(SessionKey key) {
        return guarded(() -> reader.get(key));
    }

    @Override
    public boolean insert(SessionKey key, String content, Instant keptUntil) {
        return done(() -> run(INSERT, key, "", content, time(keptUntil)));
    }

    @Override
    public boolean replace(SessionKey key, String expected, String content, Instant keptUntil) {
        return done(() -> run(REPLACE, key, expected, content, time(keptUntil)));
    }

    @Override
    public boolean remove(SessionKey key, String expected) {
        return done(() -> run(REMOVE, key, expected));
    }

    /** In a key that the server deletes when the claim ends. */
    @Override
    public boolean claim(String keyPrefix, String sweeper, Instant now, Instant until) {
        long millis = Math.max(1, Duration.between(now, until).toMillis());
        return done(() -> run(CLAIM, new SessionKey(SWEEPER + keyPrefix), sweeper, Long.toString(millis)));
    }

    private static String time(Instant keptUntil) {
        return keptUntil.equals(SessionHeader.NEVER) ? "" : String.valueOf(keptUntil.toEpochMilli());
    }

    private @Nullable Object run(String script, SessionKey key, String... arguments) {
        List<byte[]> bytes = new ArrayList<>();
        for (String each : arguments) {
            bytes.add(each.getBytes(ISO_8859_1));
        }
        return redis.eval(script.getBytes(UTF_8), List.of(key.value().getBytes(UTF_8)), bytes);
    }

    private boolean done(Supplier<@Nullable Object> script) {
        return Long.valueOf(1).equals(guarded(script));
    }

    @Override
    public Page page(@Nullable String cursor, int limit) {
        return guarded(() -> reader.page(cursor, limit));
    }

    private static <T extends @Nullable Object> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (JedisConnectionException e) {
            throw new StoreUnreachableException("Redis: the server does not answer", e);
        } catch (JedisException e) {
            throw new SessionStoreException("Redis: the server refuses a command", e);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}

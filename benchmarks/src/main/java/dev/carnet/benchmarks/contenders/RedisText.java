package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A string for each session in Redis, with the version in front that a write is guarded by. */
final class RedisText extends BareFilter {
    private static final int HEX = 16;
    private static final int VERSION_LENGTH = 16;
    private static final String PUT = """
            if redis.call('GETRANGE', KEYS[1], 0, 15) ~= ARGV[1] then
              return 0
            end
            if KEYS[2] then
              redis.call('DEL', KEYS[1])
            end
            redis.call('SET', KEYS[2] or KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """;

    private final RedisCalls commands;
    private final String put;

    RedisText(Payload payload, RedisCalls commands) {
        super(payload);
        this.commands = commands;
        this.put = commands.load(PUT);
    }

    @Override
    @Nullable
    Stored get(String id) {
        String value = commands.get(id);
        return value == null
                ? null
                : new Stored(value.substring(VERSION_LENGTH), Long.parseUnsignedLong(value, 0, VERSION_LENGTH, HEX));
    }

    @Override
    void insert(String id, Stored session) {
        commands.set(id, value(session), LIFE_MILLIS);
    }

    @Override
    boolean put(String id, long version, String newId, Stored session) {
        List<String> keys = newId.equals(id) ? List.of(id) : List.of(id, newId);
        return commands.run(put, keys, List.of(hex(version), value(session), String.valueOf(LIFE_MILLIS))) == 1;
    }

    @Override
    void delete(String id) {
        commands.delete(id);
    }

    private static String value(Stored session) {
        return hex(session.version()) + session.text();
    }

    private static String hex(long version) {
        String digits = Long.toHexString(version);
        return "0".repeat(VERSION_LENGTH - digits.length()) + digits;
    }
}

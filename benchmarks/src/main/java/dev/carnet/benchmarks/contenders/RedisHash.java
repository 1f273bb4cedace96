package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hash for each session in Redis, a field for each attribute, so that a change sends one of them. */
final class RedisHash extends BareFilter {
    private static final String VERSION = "version";
    private static final String INSERT = """
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            return redis.call('PEXPIRE', KEYS[1], ARGV[1])
            """;
    private static final String PUT = """
            if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then
              return 0
            end
            redis.call('HSET', KEYS[1], 'version', ARGV[2], ARGV[3], ARGV[4])
            redis.call('PEXPIRE', KEYS[1], ARGV[5])
            if KEYS[2] then
              redis.call('RENAME', KEYS[1], KEYS[2])
            end
            return 1
            """;

    private final RedisCalls client;
    private final String insert;
    private final String put;

    RedisHash(Payload payload, RedisCalls client) {
        super(payload);
        this.client = client;
        this.insert = client.load(INSERT);
        this.put = client.load(PUT);
    }

    @Override
    @Nullable
    Stored get(String id) {
        Map<String, String> fields = client.fields(id);
        String text = fields.get(Payload.ATTRIBUTE);
        return text == null ? null : new Stored(text, Long.parseLong(fields.get(VERSION)));
    }

    @Override
    void insert(String id, Stored session) {
        List<String> arguments =
                new ArrayList<>(List.of(String.valueOf(LIFE_MILLIS), VERSION, String.valueOf(session.version())));
        session.attributes().forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        client.run(insert, List.of(id), arguments);
    }

    /** One attribute's text is what is read, and all that is written. */
    @Override
    boolean put(String id, long version, String newId, Stored session) {
        List<String> keys = newId.equals(id) ? List.of(id) : List.of(id, newId);
        List<String> arguments = List.of(
                Long.toString(version),
                Long.toString(session.version()),
                Payload.ATTRIBUTE,
                session.text(),
                String.valueOf(LIFE_MILLIS));
        return client.run(put, keys, arguments) == 1;
    }

    @Override
    void delete(String id) {
        client.delete(id);
    }
}

package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of Redis and a hash for each session, a field for each attribute, so that a change sends one of them. */
final class RedisHash extends FilterContender {
    private final Supplier<RedisCalls> client;

    /**
     * @param client connects a new one
     */
    RedisHash(String name, Supplier<RedisCalls> client) {
        super(name);
        this.client = client;
    }

    @Override
    public boolean isBare() {
        return true;
    }

    @Override
    Filter filter(Payload payload) {
        RedisCalls connected = client.get();
        return new OwningFilter(new Hashes(payload, connected), connected::close);
    }

    private static final class Hashes extends BareFilter {
        private static final String VERSION = "version";
        private static final String LIFE_MILLIS = "1800000";
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

        private Hashes(Payload payload, RedisCalls client) {
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
            Map<String, String> fields = new HashMap<>();
            fields.put(VERSION, Long.toString(session.version()));
            int length = session.text().length() / Payload.ATTRIBUTES;
            for (int i = 0; i < Payload.ATTRIBUTES; i++) {
                fields.put(Payload.name(i), session.text().substring(i * length, (i + 1) * length));
            }
            List<String> arguments = new ArrayList<>(List.of(LIFE_MILLIS));
            fields.forEach((name, value) -> {
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
                    LIFE_MILLIS);
            return client.run(put, keys, arguments) == 1;
        }

        @Override
        void delete(String id) {
            client.delete(id);
        }
    }
}

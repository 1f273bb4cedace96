package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/**
 * Jedis and a hash for each session, a field for each attribute, so that a change sends one of them: what that layout costs
 * and saves beside the floor's one string.
 */
final class JedisHash extends FilterContender {
    private final HostAndPort address;

    JedisHash(HostAndPort address) {
        super("Jedis, a hash");
        this.address = address;
    }

    @Override
    public boolean isBare() {
        return true;
    }

    @Override
    Filter filter(Payload payload) {
        RedisClient client = BareJedis.connect(address);
        return new OwningFilter(new Hashes(payload, client), client::close);
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

        private final RedisClient client;
        private final String insert;
        private final String put;

        private Hashes(Payload payload, RedisClient client) {
            super(payload);
            this.client = client;
            this.insert = client.scriptLoad(INSERT);
            this.put = client.scriptLoad(PUT);
        }

        @Override
        @Nullable
        Stored get(String id) {
            Map<String, String> fields = client.hgetAll(id);
            String text = fields.get(Payload.ATTRIBUTE);
            return text == null ? null : new Stored(text, Long.parseLong(fields.get(VERSION)));
        }

        @Override
        void insert(String id, Stored session) {
            Map<String, String> fields = new HashMap<>();
            fields.put(VERSION, Long.toString(session.version()));
            int length = session.text().length() / Payload.ATTRIBUTES;
            for (int i = 0; i < Payload.ATTRIBUTES; i++) {
                fields.put("attribute" + i, session.text().substring(i * length, (i + 1) * length));
            }
            List<String> arguments = new ArrayList<>(List.of(LIFE_MILLIS));
            fields.forEach((name, value) -> {
                arguments.add(name);
                arguments.add(value);
            });
            client.evalsha(insert, List.of(id), arguments);
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
            return (Long) client.evalsha(put, keys, arguments) == 1;
        }

        @Override
        void delete(String id) {
            client.del(id);
        }
    }
}

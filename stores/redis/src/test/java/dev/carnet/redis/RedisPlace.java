package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.document.JsonObject;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.StallableStore;
import dev.carnet.testkit.StorePlace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Servers as the contract sees them, with a plain client as the second door to them.
 *
 * @param settings where they are
 * @param door the client, which knows nothing of Carnet
 */
record RedisPlace(Settings settings, UnifiedJedis door) implements StorePlace {
    /** An empty place; the client may have been used before. */
    static RedisPlace at(Settings.Builder settings) {
        Settings built = settings.build();
        RedisPlace place = new RedisPlace(built, door(built));
        place.door().flushAll();
        return place;
    }

    @SuppressWarnings("deprecation") // the only client of a Cluster that each version of Jedis has
    private static UnifiedJedis door(Settings settings) {
        return settings.has(RedisSettings.CLUSTER)
                ? new JedisCluster(
                        nodes(settings), DefaultJedisClientConfig.builder().build())
                : RedisSettings.servers(settings).client();
    }

    private static Set<HostAndPort> nodes(Settings settings) {
        return settings.get(RedisSettings.CLUSTER).stream()
                .map(HostAndPort::from)
                .collect(Collectors.toSet());
    }

    @Override
    public SessionStore open() {
        return new RedisProvider().open(settings, SessionOptions.DEFAULTS);
    }

    @Override
    public Optional<String> read(SessionKey key) {
        String name = name(key);
        try {
            Map<byte[], byte[]> fields = door.hgetAll(name.getBytes(UTF_8));
            Map<String, String> texts = new TreeMap<>();
            fields.forEach((field, value) -> texts.put(new String(field, UTF_8), new String(value, UTF_8)));
            return texts.isEmpty() ? Optional.empty() : Optional.of(name + texts);
        } catch (JedisDataException noHash) {
            return Optional.of(name + door.get(name));
        }
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        door.hset(name(key), JsonObject.split(json));
        return true;
    }

    @Override
    public boolean spoil(SessionKey key) {
        door.set(name(key), "no hash");
        return true;
    }

    @Override
    public Litter litter() {
        String prefix = settings.get(RedisSettings.PREFIX);
        door.hset(prefix + "x".repeat(129), Map.of("__carnet", "1 0 1 - 0", "__carnet.id", "0 - 1d s.odd"));
        byte[] noText = (prefix + "?").getBytes(UTF_8);
        noText[noText.length - 1] = (byte) 0xff;
        door.hset(noText, Map.of("a".getBytes(UTF_8), "1".getBytes(UTF_8)));
        door.set(prefix + "text", "no hash");
        door.rpush(prefix + "list", "no hash");
        door.hset(prefix + "rubbish", Map.of("__carnet", "rubbish", "__carnet.id", "0 - 1d s.odd"));
        door.hset(prefix + "half", Map.of("__carnet", "1 0 1 - 0"));
        IndexPlace ofAda = IndexPlace.of(new Keys(prefix), "u:", "ada".getBytes(UTF_8));
        String begin = new String(ofAda.pattern(), UTF_8).replace("*", "");
        door.zadd(new String(ofAda.set(), UTF_8), 1e15, begin + "x".repeat(129));
        return new Litter(6, 6);
    }

    /** Over the servers' ports: neither a unix socket nor what Sentinels name leads over a line of the test. */
    @Override
    public Optional<StallableStore> openStallable() {
        if (settings.has(RedisSettings.CLUSTER)) {
            return Optional.of(StallableRedis.cluster(nodes(settings)));
        }
        return settings.find(RedisSettings.SERVER)
                .filter(each -> !settings.has(RedisSettings.SOCK))
                .map(server ->
                        StallableRedis.server(server, settings.get(RedisSettings.PASSWORD), RedisOptions.DEFAULTS));
    }

    String name(SessionKey key) {
        return settings.get(RedisSettings.PREFIX) + key.value();
    }

    @Override
    public int crowd() {
        return settings.has(RedisSettings.SERVER) && !settings.has(RedisSettings.SOCK)
                ? 10_000
                : StorePlace.super.crowd();
    }

    @Override
    public boolean claimsSweeps() {
        return true;
    }

    @Override
    public boolean refuseClaims() {
        door.rpush(settings.get(RedisSettings.PREFIX) + "@sweep", "no text");
        return true;
    }

    @Override
    public void close() {
        door.close();
    }
}

package dev.carnet.redis.connection;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.util.Pool;

/**
 * All keys on one primary.
 *
 * @param kind who names it
 * @param primary the connections to the one that is it now
 */
record OnePrimary(String kind, Supplier<Pool<Connection>> primary) implements Nodes {
    @Override
    public Pool<Connection> of(byte[] key) {
        return primary.get();
    }

    @Override
    public @Nullable Pool<Connection> at(HostAndPort node) {
        return null;
    }

    @Override
    public List<Pool<Connection>> primaries() {
        return List.of(primary.get());
    }

    @Override
    public void renew(Pool<Connection> failed) {
        failed.clear();
    }

    @Override
    public boolean areSeveral() {
        return false;
    }
}

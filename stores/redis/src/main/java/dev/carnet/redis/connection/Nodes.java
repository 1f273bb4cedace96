package dev.carnet.redis.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/** The servers behind a client, as pools of connections to them. Thread-safe. */
public interface Nodes {
    /** To the primary that keeps a key; throws {@link JedisException} if nobody knows it. */
    Pool<Connection> of(byte[] key);

    /** To a node that another one named; null if there is no such. */
    @Nullable
    Pool<Connection> at(HostAndPort node);

    /** To all primaries. */
    List<Pool<Connection>> primaries();

    /** Refreshes the list of primaries and closes the failed node's idle connections, because they are dead too. */
    void renew(Pool<Connection> failed);

    /** Whether keys lie on several servers, so that one script cannot reach any two of them. */
    boolean areSeveral();

    /** The kind of client. */
    String kind();

    /**
     * The nodes behind a client.
     *
     * @throws IllegalArgumentException if the client is of a kind that Carnet does not know
     */
    static Nodes of(UnifiedJedis client) {
        if (client instanceof OwnClient own) {
            return own.nodes();
        }
        if (!JedisClients.areThere()) {
            throw new IllegalArgumentException(
                    "a supplied client needs Jedis 7.4 or newer, but an older version is on the class path;"
                            + " configure the server instead");
        }
        return JedisClients.nodes(client);
    }
}

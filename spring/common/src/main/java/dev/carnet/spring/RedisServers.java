package dev.carnet.spring;

import dev.carnet.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * Where Spring Boot says that Redis is. Its own client is another one: the store opens connections of its own to the same
 * place.
 *
 * @param standalone the server, unless there are nodes
 * @param clusterNodes nodes of a Cluster; empty if it is none
 * @param sentinel the Sentinels, or null if there are none
 */
public record RedisServers(
        @Nullable String username,
        @Nullable String password,
        int database,
        @Nullable Node standalone,
        List<Node> clusterNodes,
        @Nullable Sentinel sentinel,
        @Nullable SslBundle ssl)
        implements StoreClientSettings {

    /** One server. */
    public record Node(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** Who knows which server is the primary. */
    public record Sentinel(
            String primary,
            List<Node> nodes,
            @Nullable String username,
            @Nullable String password) {}

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (sentinel != null) {
            settings.put("sentinel", texts(sentinel.nodes));
            settings.put("sentinel_master", sentinel.primary);
            put(settings, "sentinel_username", sentinel.username);
            put(settings, "sentinel_password", sentinel.password);
        } else if (!clusterNodes.isEmpty()) {
            settings.put("cluster", texts(clusterNodes));
        } else if (standalone != null) {
            settings.put("server", standalone.toString());
        }
        put(settings, "username", username);
        put(settings, "password", password);
        if (database != 0) {
            settings.put("database", database);
        }
        if (ssl != null) {
            requirePlain(ssl.getStores());
            settings.put("tls", true);
        }
        return settings;
    }

    private static List<String> texts(List<Node> nodes) {
        return nodes.stream().map(Node::toString).toList();
    }

    private static void put(Map<String, Object> settings, String key, @Nullable String value) {
        if (value != null) {
            settings.put(key, EnvironmentProperties.literal(value));
        }
    }

    private static void requirePlain(SslStoreBundle stores) {
        if (stores.getKeyStore() != null || stores.getTrustStore() != null) {
            throw new ConfigurationException(
                    "spring.data.redis.ssl.bundle: certificates of a Spring Boot bundle are not passed on to the"
                            + " session store; configure PEM and PKCS #12 files with"
                            + " carnet.engines.session.redis.server, tls, tls-ca and tls-keystore");
        }
    }
}

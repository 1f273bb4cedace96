package dev.carnet.spring.boot3;

import dev.carnet.spring.CarnetAutoConfiguration;
import dev.carnet.spring.RedisServers;
import dev.carnet.spring.StoreClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;

/** Where Spring Boot says that Redis is: by properties, or by a service connection. */
@AutoConfiguration(before = CarnetAutoConfiguration.class, after = RedisAutoConfiguration.class)
@ConditionalOnClass(name = "dev.carnet.redis.RedisProvider", value = RedisConnectionDetails.class)
@ConditionalOnSingleCandidate(RedisConnectionDetails.class)
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetBoot3RedisAutoConfiguration {
    @Bean
    StoreClient carnetRedisClient(RedisConnectionDetails details) {
        return StoreClient.redis(() -> servers(details).settings());
    }

    private static RedisServers servers(RedisConnectionDetails details) {
        RedisConnectionDetails.Standalone standalone = details.getStandalone();
        RedisConnectionDetails.Sentinel sentinel = details.getSentinel();
        RedisConnectionDetails.Cluster cluster = details.getCluster();
        int database = standalone != null ? standalone.getDatabase() : sentinel != null ? sentinel.getDatabase() : 0;
        return new RedisServers(
                details.getUsername(),
                details.getPassword(),
                database,
                standalone == null ? null : new RedisServers.Node(standalone.getHost(), standalone.getPort()),
                cluster == null ? List.of() : nodes(cluster.getNodes()),
                sentinel == null
                        ? null
                        : new RedisServers.Sentinel(
                                sentinel.getMaster(),
                                nodes(sentinel.getNodes()),
                                sentinel.getUsername(),
                                sentinel.getPassword()),
                ssl(details));
    }

    private static @Nullable SslBundle ssl(RedisConnectionDetails details) {
        RedisConnectionDetails.Standalone standalone = details.getStandalone();
        RedisConnectionDetails.Sentinel sentinel = details.getSentinel();
        RedisConnectionDetails.Cluster cluster = details.getCluster();
        return standalone != null
                ? standalone.getSslBundle()
                : sentinel != null ? sentinel.getSslBundle() : cluster != null ? cluster.getSslBundle() : null;
    }

    private static List<RedisServers.Node> nodes(List<RedisConnectionDetails.Node> nodes) {
        return nodes.stream()
                .map(each -> new RedisServers.Node(each.host(), each.port()))
                .toList();
    }
}

package dev.carnet.spring.boot4;

import dev.carnet.spring.CarnetAutoConfiguration;
import dev.carnet.spring.RedisServers;
import dev.carnet.spring.StoreClient;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;

/** Where Spring Boot says that Redis is: by properties, or by a service connection. */
@AutoConfiguration(before = CarnetAutoConfiguration.class, after = DataRedisAutoConfiguration.class)
@ConditionalOnClass(name = "dev.carnet.redis.RedisProvider", value = DataRedisConnectionDetails.class)
@ConditionalOnSingleCandidate(DataRedisConnectionDetails.class)
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetBoot4RedisAutoConfiguration {
    @Bean
    StoreClient carnetRedisClient(DataRedisConnectionDetails details) {
        return StoreClient.redis(() -> servers(details).settings());
    }

    private static RedisServers servers(DataRedisConnectionDetails details) {
        DataRedisConnectionDetails.Standalone standalone = details.getStandalone();
        DataRedisConnectionDetails.Sentinel sentinel = details.getSentinel();
        DataRedisConnectionDetails.Cluster cluster = details.getCluster();
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
                details.getSslBundle());
    }

    private static List<RedisServers.Node> nodes(List<DataRedisConnectionDetails.Node> nodes) {
        return nodes.stream()
                .map(each -> new RedisServers.Node(each.host(), each.port()))
                .toList();
    }
}

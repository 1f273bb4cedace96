package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import java.util.function.Function;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisIndexedHttpSession;
import redis.clients.jedis.HostAndPort;

/** Spring Session Redis, every option at its default. */
final class SpringRedis extends FilterContender {
    private final Class<?> configuration;
    private final Function<RedisStandaloneConfiguration, RedisConnectionFactory> client;
    private final HostAndPort address;

    private SpringRedis(
            String name,
            Class<?> configuration,
            Function<RedisStandaloneConfiguration, RedisConnectionFactory> client,
            HostAndPort address) {
        super(name);
        this.configuration = configuration;
        this.client = client;
        this.address = address;
    }

    /** Without an index, on Lettuce, which is what Spring Boot brings. */
    static SpringRedis simple(HostAndPort address) {
        return new SpringRedis("Spring Session Redis", Simple.class, LettuceConnectionFactory::new, address);
    }

    /** Its best setting where threads are few: Jedis and the pool that it has by default. */
    static SpringRedis onJedis(HostAndPort address) {
        return new SpringRedis("Spring Session Redis on Jedis", Simple.class, JedisConnectionFactory::new, address);
    }

    /** With the index of users and told of ends, for which it lets the server notify it of what happens to keys. */
    static SpringRedis indexed(HostAndPort address) {
        return new SpringRedis("Spring Session Redis indexed", Indexed.class, LettuceConnectionFactory::new, address);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableRedisHttpSession
    private static final class Simple {}

    @Configuration(proxyBeanMethods = false)
    @EnableRedisIndexedHttpSession
    private static final class Indexed {}

    @Override
    Filter filter(Payload payload) {
        RedisStandaloneConfiguration server = new RedisStandaloneConfiguration(address.getHost(), address.getPort());
        return SpringContext.filter(
                configuration,
                context -> context.registerBean(RedisConnectionFactory.class, () -> client.apply(server)));
    }
}

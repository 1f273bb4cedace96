package com.example.shop;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;

/** Where the sessions of a test live: properties of the application as its team writes them, and configuration of its own. */
record Place(String name, Map<String, String> properties, List<Class<?>> more) {
    private static final String NO_DATABASE = String.join(
            ",",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration");
    private static final String NO_REDIS = String.join(
            ",",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration");
    private static final String NO_MONGODB = String.join(
            ",",
            "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
            "org.springframework.boot.autoconfigure.mongo.MongoAutoConfiguration");

    private static final String NO_JPA = String.join(
            ",",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration");

    /** Of several containers on the class path Spring Boot 3 sets up the web sockets of one, whichever runs. */
    private static final String NO_WEB_SOCKETS =
            "org.springframework.boot.autoconfigure.websocket.servlet.WebSocketServletAutoConfiguration";

    /** An entity of the application's own, whose table Hibernate makes. */
    static Place jpa() {
        return of("JPA", "jpa", NO_REDIS + "," + NO_MONGODB)
                .with("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .with("spring.jpa.hibernate.ddl-auto", "update")
                .with("carnet.engines.session.jpa.resultset", "StoredSession")
                .with("carnet.engines.session.jpa.id-column", "id")
                .with("carnet.engines.session.jpa.data-column", "data");
    }

    /** An embedded database, whose table is made without a word. */
    static Place h2() {
        return of("H2", "jdbc", NO_REDIS + "," + NO_MONGODB + "," + NO_JPA)
                .with("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    static Place postgres(FreshDatabase database) {
        return of("PostgreSQL", "jdbc", NO_REDIS + "," + NO_MONGODB + "," + NO_JPA)
                .with("spring.datasource.url", database.url())
                .with("carnet.initialize-schema", "always");
    }

    static Place redis() {
        return redis(TestServers.redis());
    }

    static Place redis(RedisServer server) {
        return of("Redis", "redis", NO_DATABASE + "," + NO_JPA + "," + NO_MONGODB)
                .with("spring.data.redis.host", "localhost")
                .with("spring.data.redis.port", "" + server.port());
    }

    static Place memory() {
        return of("memory", "memory", NO_DATABASE + "," + NO_JPA + "," + NO_REDIS + "," + NO_MONGODB);
    }

    static Place mongoDb() {
        String uri = TestServers.mongoDbUri().replaceFirst("^(mongodb://[^/]+)/?$", "$1/shop");
        return of("MongoDB", "mongodb", NO_DATABASE + "," + NO_JPA + "," + NO_REDIS)
                .with("spring.mongodb.uri", uri)
                .with("spring.data.mongodb.uri", uri);
    }

    static Place hazelcast() {
        return of("Hazelcast", "hazelcast", NO_DATABASE + "," + NO_JPA + "," + NO_REDIS + "," + NO_MONGODB)
                .with(OneMember.class);
    }

    Place with(Class<?>... configuration) {
        return new Place(name, properties, List.of(configuration));
    }

    /** The data grid that the application has for other purposes; both nodes of a test are in one process. */
    static class OneMember {
        @Bean(destroyMethod = "")
        HazelcastInstance hazelcast() {
            Config config = new Config("shop");
            config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
            config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
            return Hazelcast.getOrCreateHazelcastInstance(config);
        }
    }

    private static Place of(String name, String engine, String excluded) {
        return new Place(name, Map.of(), List.of())
                .with("carnet.session", engine)
                .with("spring.autoconfigure.exclude", excluded + "," + NO_WEB_SOCKETS);
    }

    Place with(String property, String value) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put(property, value);
        return new Place(name, all, more);
    }

    @Override
    public String toString() {
        return name;
    }
}

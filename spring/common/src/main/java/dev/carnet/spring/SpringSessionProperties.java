package dev.carnet.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Finds properties of Spring Session that an application still sets. They have no effect, so they are logged. */
final class SpringSessionProperties {
    private static final Logger LOG = LoggerFactory.getLogger(SpringSessionProperties.class);
    private static final String PREFIX = "spring.session.";
    private static final String NOTHING = "";
    private static final Map<String, String> REPLACED = new LinkedHashMap<>();

    static {
        REPLACED.put("timeout", "server.servlet.session.timeout or carnet.session-duration");
        REPLACED.put("store-type", "carnet.session");
        REPLACED.put("servlet.filter-order", "carnet.filter-order");
        REPLACED.put("jdbc.initialize-schema", "carnet.initialize-schema");
        REPLACED.put("jdbc.table-name", "carnet.engines.session.jdbc.table");
        REPLACED.put("jdbc.cleanup-cron", "carnet.sweep-interval");
        REPLACED.put("redis.namespace", "carnet.engines.session.redis.prefix");
        REPLACED.put("data.redis.namespace", "carnet.engines.session.redis.prefix");
        REPLACED.put("redis.cleanup-cron", "carnet.sweep-interval");
        REPLACED.put("data.redis.cleanup-cron", "carnet.sweep-interval");
        REPLACED.put("mongodb.collection-name", "carnet.engines.session.mongo.mongodb-coll");
        REPLACED.put("data.mongodb.collection-name", "carnet.engines.session.mongo.mongodb-coll");
        REPLACED.put("hazelcast.map-name", "carnet.engines.session.hazelcast.map");
        List.of(
                        "servlet.filter-dispatcher-types",
                        "jdbc.schema",
                        "jdbc.platform",
                        "jdbc.continue-on-error",
                        "jdbc.flush-mode",
                        "jdbc.save-mode",
                        "redis.flush-mode",
                        "redis.save-mode",
                        "redis.repository-type",
                        "redis.configure-action",
                        "data.redis.flush-mode",
                        "data.redis.save-mode",
                        "data.redis.repository-type",
                        "data.redis.configure-action",
                        "hazelcast.flush-mode",
                        "hazelcast.save-mode")
                .forEach(each -> REPLACED.put(each, NOTHING));
    }

    private SpringSessionProperties() {}

    /** Logs each remaining property with its replacement. */
    static void warn(Environment environment) {
        Binder binder = Binder.get(environment);
        REPLACED.forEach((name, replacement) -> {
            if (binder.bind(PREFIX + name, String.class).isBound()) {
                LOG.warn(
                        "{}{} has no effect: Carnet keeps the sessions; {}",
                        PREFIX,
                        name,
                        replacement.equals(NOTHING) ? "nothing takes its place" : "use " + replacement);
            }
        });
    }
}

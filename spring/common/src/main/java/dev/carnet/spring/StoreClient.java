package dev.carnet.spring;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the application has already for one engine to work with, such as its {@code DataSource}. A bean of this type makes its
 * engine a candidate where {@code carnet.session} is not given, unless it waits to be asked for.
 *
 * @param names the engine, by the names that {@code carnet.session} chooses it by; the usual one first
 * @param description what the application calls it, for messages
 * @param source the settings that say where its server is, or hand it in; asked only if the engine is chosen
 * @param replacedBy settings by which the application may say itself where the engine's server is: with one of them the client
 *     is left alone
 * @param isCandidate false for an engine that needs more than the client, so that only {@code carnet.session} chooses it
 */
public record StoreClient(
        List<String> names,
        String description,
        StoreClientSettings source,
        Set<String> replacedBy,
        boolean isCandidate) {
    /** A candidate. */
    public StoreClient(List<String> names, String description, StoreClientSettings source, Set<String> replacedBy) {
        this(names, description, source, replacedBy, true);
    }

    /**
     * Of a database, by JDBC.
     *
     * @param description what the application calls it, for messages
     * @param source gives the setting {@code data_source}
     */
    public static StoreClient jdbc(String description, StoreClientSettings source) {
        return new StoreClient(List.of("JDBC", "DBI"), description, source, Set.of("dsn", "url"));
    }

    /** Of Redis. */
    public static StoreClient redis(StoreClientSettings source) {
        return new StoreClient(
                List.of("Redis"), "Spring's Redis", source, Set.of("server", "sock", "cluster", "sentinel", "client"));
    }

    /** Of MongoDB. */
    public static StoreClient mongoDb(StoreClientSettings source) {
        return new StoreClient(
                List.of("MongoDB", "Mongo"),
                "the application's MongoClient",
                source,
                Set.of("mongodb_uri", "mongodb_host", "host", "mongodb_client", "client"));
    }

    /** The usual name of the engine. */
    String engine() {
        return names.get(0);
    }

    boolean isOf(String engine) {
        return names.stream().anyMatch(engine.strip()::equalsIgnoreCase);
    }

    /** Key to value. */
    Map<String, Object> settings() {
        return source.settings();
    }
}

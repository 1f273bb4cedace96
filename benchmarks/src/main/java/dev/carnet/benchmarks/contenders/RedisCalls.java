package dev.carnet.benchmarks.contenders;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of a client of Redis, each in one round trip; on connections of its own. Thread-safe. */
interface RedisCalls {
    @Nullable
    String get(String key);

    /** The fields of a hash; none if it is not there. */
    Map<String, String> fields(String key);

    void set(String key, String value, long lifeMillis);

    void delete(String key);

    /** Makes a script known, and gives the digest by which it is run. */
    String load(String script);

    /** Runs a script that answers a number. */
    long run(String digest, List<String> keys, List<String> arguments);

    /** Closes the connections. */
    void close();
}

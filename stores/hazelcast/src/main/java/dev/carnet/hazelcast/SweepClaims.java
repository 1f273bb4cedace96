package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Who sweeps a map of sessions: an entry in the map {@value #MAP}, under the name of the map that is swept and the prefix of the keys, if
 * there is one, with a time to live. Thread-safe.
 */
final class SweepClaims {
    static final String MAP = "carnet-sweeps";

    private final HazelcastInstance instance;
    private final String swept;

    SweepClaims(HazelcastInstance instance, String swept) {
        this.instance = instance;
        this.swept = swept;
    }

    boolean claim(String keyPrefix, String sweeper, Instant now, Instant until) {
        String name = swept + (keyPrefix.isEmpty() ? "" : "/" + keyPrefix);
        IMap<String, String> claims = instance.getMap(MAP);
        long millis = Math.max(1, Duration.between(now, until).toMillis());
        String holder = claims.putIfAbsent(name, sweeper, millis, TimeUnit.MILLISECONDS);
        return holder == null || (holder.equals(sweeper) && claims.setTtl(name, millis, TimeUnit.MILLISECONDS));
    }
}

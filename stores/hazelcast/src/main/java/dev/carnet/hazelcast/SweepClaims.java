package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The claim to sweep a map of sessions: an entry in the map {@value #MAP}, under the name of the swept map, with a TTL.
 * Thread-safe.
 */
final class SweepClaims {
    private static final String MAP = "carnet-sweeps";

    private final HazelcastInstance instance;
    private final String swept;

    SweepClaims(HazelcastInstance instance, String swept) {
        this.instance = instance;
        this.swept = swept;
    }

    boolean claim(String sweeper, Instant now, Instant until) {
        IMap<String, String> claims = instance.getMap(MAP);
        long millis = Math.max(1, Duration.between(now, until).toMillis());
        String holder = claims.putIfAbsent(swept, sweeper, millis, TimeUnit.MILLISECONDS);
        return holder == null || (holder.equals(sweeper) && claims.setTtl(swept, millis, TimeUnit.MILLISECONDS));
    }
}

package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.map.IMap;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.StorePlace;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A map of its own for one test; stores on it take turns among some instances. */
final class MapPlace implements StorePlace {
    private final IMap<String, Object> map;
    private final IMap<String, Object> claims;
    private final Iterator<HazelcastInstance> instances;

    /** @param instances the first and, where there are more, the others in turn */
    MapPlace(List<HazelcastInstance> instances) {
        this.map = instances.get(0).getMap("sessions");
        this.claims = instances.get(0).getMap(SweepClaims.MAP);
        this.instances = Stream.generate(() -> instances).flatMap(List::stream).iterator();
        map.clear();
        claims.clear();
    }

    @Override
    public SessionStore open() {
        return new HazelcastSessionStore(instances.next(), HazelcastOptions.DEFAULTS);
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return Optional.ofNullable(map.get(key.value())).map(Object::toString);
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        map.set(key.value(), new HazelcastJsonValue(json));
        return true;
    }

    @Override
    public boolean spoil(SessionKey key) {
        map.set(key.value(), new HazelcastJsonValue("{\"a\":"));
        return true;
    }

    @Override
    public Litter litter() {
        String expired = "{\"__carnet\":{\"version\":\"0000000000000001\",\"accessed\":\"2000-01-01T00:00:00.000Z\","
                + "\"expires\":\"2000-01-01T00:00:00.000Z\"}}";
        map.set("x".repeat(129), new HazelcastJsonValue(expired));
        map.set("rubbish", new HazelcastJsonValue("{\"a\":"));
        return new Litter(2, 1);
    }

    @Override
    public boolean claimsSweeps() {
        return true;
    }

    @Override
    public boolean refuseClaims() {
        claims.set("sessions", 1);
        return true;
    }

    @Override
    public void close() {
        map.clear();
    }
}

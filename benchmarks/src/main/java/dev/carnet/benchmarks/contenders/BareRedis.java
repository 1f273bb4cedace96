package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Payload;
import jakarta.servlet.Filter;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A client of Redis, and sessions in one layout. */
final class BareRedis extends FilterContender {
    private final Supplier<RedisCalls> client;
    private final BiFunction<Payload, RedisCalls, Filter> layout;

    /**
     * @param client connects a new one
     * @param layout makes the filter that keeps sessions so
     */
    BareRedis(String name, Supplier<RedisCalls> client, BiFunction<Payload, RedisCalls, Filter> layout) {
        super(name);
        this.client = client;
        this.layout = layout;
    }

    @Override
    public boolean isBare() {
        return true;
    }

    @Override
    Filter filter(Payload payload) {
        RedisCalls connected = client.get();
        return new OwningFilter(layout.apply(payload, connected), connected::close);
    }
}

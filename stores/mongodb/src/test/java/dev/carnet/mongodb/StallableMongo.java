package dev.carnet.mongodb;

import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.StallableStore;
import dev.carnet.testservers.StallingLine;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/** A store that reaches its server over a line that can stall. */
final class StallableMongo implements StallableStore {
    static final Duration TIMEOUT = Duration.ofMillis(500);

    private final StallingLine line;
    private final SessionStore store;

    /** @param open opens a store on a connection string */
    StallableMongo(int port, Function<String, SessionStore> open) throws IOException {
        line = StallingLine.to(port);
        store = open.apply("mongodb://127.0.0.1:" + line.port() + "/?directConnection=true");
    }

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public void holdNext(String text) {
        line.holdNext(text);
    }

    @Override
    public void deliver() throws Exception {
        line.deliver();
    }

    @Override
    public void close() throws IOException {
        store.close();
        line.close();
    }
}

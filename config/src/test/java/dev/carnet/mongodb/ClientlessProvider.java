package dev.carnet.mongodb;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.List;

/** An engine's provider as it behaves where its client library is not on the class path. */
public final class ClientlessProvider implements SessionStoreProvider {
    @Override
    public String name() {
        return "MongoDB";
    }

    @Override
    public List<Setting<?>> settings() {
        throw new NoClassDefFoundError("com/mongodb/WriteConcern");
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        throw new NoClassDefFoundError("com/mongodb/WriteConcern");
    }
}

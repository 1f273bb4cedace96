package dev.carnet.hazelcast;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.List;

/** {@code session: Hazelcast}: as a member, as a client, or on an existing instance. */
public final class HazelcastProvider implements SessionStoreProvider {
    @Override
    public String name() {
        return "Hazelcast";
    }

    @Override
    public List<Setting<?>> settings() {
        return HazelcastSettings.ALL;
    }

    @Override
    public void check(Settings settings) {
        HazelcastSettings.check(settings);
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        HazelcastSettings.check(settings);
        OpenInstance opened = OpenInstance.of(settings, false);
        try {
            return new HazelcastSessionStore(
                    opened.instance(), HazelcastSettings.options(settings, options), opened::close);
        } catch (IllegalArgumentException e) {
            opened.close();
            throw settings.invalid(opened.saidBy(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        HazelcastSettings.check(settings);
        return new HazelcastSetup(OpenInstance.of(settings, true), HazelcastSettings.options(settings, options));
    }
}

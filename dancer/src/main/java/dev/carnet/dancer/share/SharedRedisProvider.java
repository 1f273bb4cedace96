package dev.carnet.dancer.share;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.time.InstantSource;
import redis.clients.jedis.UnifiedJedis;

/** {@code dancer: share} with {@code session: Redis}. */
final class SharedRedisProvider extends DelegatingProvider {
    private static final String CLASS_NAME = "Dancer::Session::Redis";
    private static final long LARGEST = 64L << 20;

    SharedRedisProvider(SessionStoreProvider redis) {
        super(redis);
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        SessionStore own = chosen().open(settings, options);
        try {
            UnifiedJedis client = own.unwrap(UnifiedJedis.class).orElseThrow();
            return new SharedSessionStore(
                    new StoreTraits(name(), Encoding.JSON_TEXT, true, false, true, true, LARGEST),
                    new RedisRecords(client, own::close),
                    new StorableFormat(CLASS_NAME),
                    options.maxIdle(),
                    InstantSource.system());
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return chosen().setup(settings, options);
    }
}

package dev.carnet.architecture.moving;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.TestServers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** JSON texts move into native BSON values. */
@EnabledIfSystemProperty(named = "carnet.test.full", matches = "true", disabledReason = "takes minutes; -Pfull")
class PostgresToMongoDbContractTest extends SessionStoreContract {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    protected StorePlace newPlace() {
        return new TwoTechnologies(
                "{session: Mongo, engines: {session: {Mongo: {uri: '" + TestServers.mongoDbUri() + "', dbname: moving"
                        + COUNT.incrementAndGet() + "}}}}",
                FreshDatabase.postgres());
    }
}

package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testkit.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a real server: its TTL monitor comes round once a minute. */
class NativeExpiryTest {
    private static final SessionOptions EXACT =
            SessionOptions.builder().clockTolerance(Duration.ZERO).build();

    @Test
    @Timeout(300)
    void the_server_deletes_what_has_expired_and_nothing_else() {
        assumeTrue(
                System.getenv("CARNET_TEST_MONGODB_URI") != null,
                "the server that the tests bring deletes nothing by TTL; name a real one in CARNET_TEST_MONGODB_URI");
        MongoTestDatabase database = MongoTestDatabase.fresh();
        try (StoreSetup setup = new MongoProvider().setup(database.settings().build(), EXACT);
                SessionStore store = database.open()) {
            setup.apply();
            Instant now = Instant.now();
            SessionRecord expired = Records.record(Records.key(), now, now.minusSeconds(1), null, Attributes.NONE);
            SessionRecord live = Records.record(Records.key(), now, now.plusSeconds(9000), null, Attributes.NONE);
            SessionRecord endless = Records.record(Records.key(), now, SessionHeader.NEVER, null, Attributes.NONE);
            store.createAll(List.of(expired, live, endless));

            while (store.find(expired.header().key()).isPresent()) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }

            assertThat(store.find(live.header().key())).isPresent();
            assertThat(store.find(endless.header().key())).isPresent();
        } finally {
            database.close();
        }
    }
}

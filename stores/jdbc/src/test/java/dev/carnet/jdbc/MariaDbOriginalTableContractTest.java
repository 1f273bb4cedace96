package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "its table and its database have a contract each; -Pfull")
class MariaDbOriginalTableContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.mariaDb().with(TestDatabase.ORIGINAL_TABLE).place();
    }

    /** The limit of a table whose primary key overlooks case: of two such keys it takes one, and never takes it for the other. */
    @Test
    @Override
    public void keys_that_differ_in_case_only_are_different() {
        SessionRecord upper = Records.record(
                new SessionKey("ABC-KEY"), bench().clock().instant(), SessionHeader.NEVER, null, Map.of("a", "1"));
        SessionRecord lower = Records.record(
                new SessionKey("abc-key"), bench().clock().instant(), SessionHeader.NEVER, null, Map.of("a", "2"));
        bench().store().create(upper);

        assertThat(bench().store().create(lower)).isFalse();

        assertThat(bench().store().find(lower.header().key())).isEmpty();
        assertThat(bench().store().delete(lower.header().key(), null)).isFalse();
        assertThat(bench().store().find(upper.header().key())).contains(upper);
    }
}

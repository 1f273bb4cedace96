package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** The contract on an entity, for each combination that a subclass names. */
abstract class EntityContract extends SessionStoreContract {
    @TempDir
    static Path directory;

    private static EntityPlace place;

    private final Combination combination;

    EntityContract(Combination combination) {
        this.combination = combination;
    }

    @BeforeParameterizedClassInvocation
    static void open(Combination combination) throws Exception {
        place = new EntityPlace(combination, Files.createTempDirectory(directory, "db"));
    }

    @AfterParameterizedClassInvocation
    static void drop() {
        place.drop();
    }

    @Override
    protected StorePlace newPlace() {
        return place;
    }

    /** The limit of a table whose unique column overlooks case: of two such keys it takes one, and never takes it for the other. */
    @Test
    @Override
    public void keys_that_differ_in_case_only_are_different() {
        if (combination.kind() != DatabaseKind.MARIADB || combination.entity().equals(SessionKind.READY)) {
            super.keys_that_differ_in_case_only_are_different();
            return;
        }
        SessionRecord upper = Records.record(
                new SessionKey("ABC-KEY"), bench().clock().instant(), SessionHeader.NEVER, null, Map.of("a", "1"));
        SessionRecord lower = Records.record(
                new SessionKey("abc-key"), bench().clock().instant(), SessionHeader.NEVER, null, Map.of("a", "2"));
        bench().store().create(upper);

        assertThat(bench().store().find(lower.header().key())).isEmpty();
        assertThat(bench().store().delete(lower.header().key(), null)).isFalse();
        assertThat(bench().store().find(upper.header().key())).contains(upper);
    }
}

package dev.carnet.dancer.kioku;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.kiokudb.EntrySerializer;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of KiokuDB with one of Perl's other serializers. */
abstract class SerializedContract extends SessionStoreContract {
    @TempDir
    private Path directory;

    private final EntrySerializer serializer;

    SerializedContract(EntrySerializer serializer) {
        this.serializer = serializer;
    }

    @Override
    protected final StorePlace newPlace() {
        return SerializedPlace.create(directory.resolve("kioku.db"), serializer);
    }

    /** What is nested so deeply is refused when it is written. */
    @Test
    @Override
    public void deep_nesting_in_a_stored_value_spoils_no_other() {
        String deep = "{\"data\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

        assertThatThrownBy(() -> serializer.toBytes(deep)).hasMessageContaining("nested too deep");
    }
}

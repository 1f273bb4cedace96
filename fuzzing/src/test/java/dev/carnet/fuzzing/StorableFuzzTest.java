package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.dancer.kioku.StorableEntrySerializer;
import dev.carnet.dancer.perl.NotPlainException;
import dev.carnet.dancer.perl.PerlJson;
import dev.carnet.dancer.storable.Storable;
import dev.carnet.dancer.storable.StorableException;

/** What Perl's Storable has frozen, alone and as an entry of KiokuDB's. */
class StorableFuzzTest {
    private static final StorableEntrySerializer ENTRIES = new StorableEntrySerializer();

    @Fuzzed
    void a_frozen_value_is_read_or_refused(byte[] input) {
        Bounds.check(input.length, () -> {
            value(input);
            Entries.check(ENTRIES, input);
        });
    }

    private static void value(byte[] input) {
        try {
            Storable read = Storable.read(input);
            byte[] written = read.write();
            assertThat(Storable.read(written).write()).isEqualTo(written);
            PerlJson.write(read.root());
        } catch (StorableException | NotPlainException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}

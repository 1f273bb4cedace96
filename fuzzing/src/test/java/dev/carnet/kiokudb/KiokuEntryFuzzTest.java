package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.fuzzing.Bounds;
import dev.carnet.fuzzing.Fuzzed;
import dev.carnet.fuzzing.Text;
import dev.carnet.spi.SessionRecord;
import java.time.Instant;
import java.util.Map;

/** An entry in the JSON of KiokuDB: a session or a part of one. */
class KiokuEntryFuzzTest {
    private static final String ID = "0123456789012345678901234567890123456789";

    @Fuzzed
    void an_entry_is_read_or_refused(byte[] input) {
        Bounds.check(input.length, () -> check(Text.of(input)));
    }

    private static void check(String json) {
        Entry part = new Entry(ID + ".part", json, null, false);
        assertThat(PartEntry.read(part)).isNotNull();
        PartEntry.orphanedAt(part);
        PartEntry.orphaned(part, Instant.EPOCH);
        try {
            SessionEntry entry = SessionEntry.read(new Entry(ID, json, null, true));
            entry.listed();
            entry.header();
            SessionRecord session = entry.session(Map.of(), json);
            SessionEntry again = SessionEntry.read(SessionEntry.write(session));
            assertThat(again.session(Map.of(), json).attributes().names())
                    .isEqualTo(session.attributes().names());
        } catch (IllegalArgumentException | UnreadableSessionException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}

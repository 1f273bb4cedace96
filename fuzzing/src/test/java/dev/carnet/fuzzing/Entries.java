package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.kiokudb.EntrySerializer;

/** What is asked of every serializer of KiokuDB's. */
final class Entries {
    private Entries() {}

    /** An entry is refused, or its JSON can be stored, and is read then as it was. */
    static void check(EntrySerializer serializer, byte[] stored) {
        String json;
        try {
            json = serializer.toJson(stored);
        } catch (IllegalArgumentException refused) {
            return;
        }
        byte[] written;
        try {
            written = serializer.toBytes(json);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(serializer.toJson(written)).isEqualTo(json);
    }
}

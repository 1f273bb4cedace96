package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.document.JsonObject;
import dev.carnet.spi.document.SessionDocument;
import dev.carnet.spi.document.WholeDocument;
import java.time.Instant;
import java.util.Map;

/** A session as one text: attributes, notes and header, as the stores of one document keep it. */
class StoredDocumentFuzzTest {
    private static final SessionKey KEY = SessionKey.ofStored("0123456789012345678901234567890123456789");

    @Fuzzed
    void a_document_is_read_or_refused_and_comes_back_as_it_was(byte[] input) {
        Bounds.check(input.length, () -> {
            String text = Text.of(input);
            split(text);
            document(new WholeDocument("JDBC", new SessionDocument(true)), text);
            document(new WholeDocument("Redis", new SessionDocument(false)), text);
        });
    }

    private static void split(String text) {
        try {
            Map<String, String> members = JsonObject.split(text);
            assertThat(JsonObject.split(JsonObject.join(members)).keySet()).isEqualTo(members.keySet());
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).startsWith("not a JSON object");
        }
    }

    private static void document(WholeDocument form, String text) {
        SessionRecord read;
        try {
            read = form.read(KEY, text, Instant.EPOCH);
        } catch (IllegalArgumentException | UnreadableSessionException refused) {
            return;
        }
        if (!read.header().isForeign()) {
            SessionRecord again = form.read(KEY, form.write(read), Instant.EPOCH);
            assertThat(again.header().withSize(0)).isEqualTo(read.header().withSize(0));
            assertThat(again.attributes().names()).isEqualTo(read.attributes().names());
        }
    }
}

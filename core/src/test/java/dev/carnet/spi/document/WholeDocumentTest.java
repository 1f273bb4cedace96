package dev.carnet.spi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeDocumentTest {
    private static final SessionKey KEY = new SessionKey("k");
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00.001Z");
    private static final WholeDocument DOCUMENT = new WholeDocument("Test", new SessionDocument(false));

    private static SessionRecord session() {
        Attributes attributes = new Attributes(Map.of("n", Encoded.ofText("7")));
        return new SessionRecord(
                new SessionHeader(
                        KEY,
                        true,
                        "s.x",
                        -2,
                        NOW,
                        NOW,
                        Duration.ofMinutes(30),
                        NOW.plusSeconds(9000),
                        NOW.plusSeconds(1800),
                        "ad\u00e4",
                        attributes.size()),
                attributes);
    }

    @Test
    void a_session_is_one_text_that_begins_with_its_bookkeeping() {
        String text = DOCUMENT.write(session());

        assertThat(text)
                .startsWith("{\"__carnet\":{\"version\":\"fffffffffffffffe\",\"accessed\":\"2026-11-21T09:00:00.001Z\","
                        + "\"expires\":\"2026-11-21T09:30:00.001Z\",\"format\":\"1d\",\"created\":")
                .endsWith("},\"n\":7}")
                .matches("[ -~]+");
        assertThat(DOCUMENT.read(KEY, text, Instant.EPOCH)).isEqualTo(session());
        assertThat(DOCUMENT.read(KEY, text, Instant.EPOCH).asRead()).isEqualTo(text);
    }

    @Test
    void a_database_finds_the_parts_where_they_stand() {
        String text = DOCUMENT.write(session());
        DocumentParts parts = new DocumentParts("d");

        assertThat(part(parts.beginning(), text)).isEqualTo(WholeDocument.BEGINS_WITH);
        assertThat(part(parts.version(), text)).isEqualTo(WholeDocument.beginning(-2));
        assertThat(part(parts.accessed(), text)).isEqualTo(WholeDocument.instant(NOW));
        assertThat(part(parts.expires(), text)).isEqualTo(WholeDocument.instant(NOW.plusSeconds(1800)));
        assertThat(WholeDocument.beginning(-2, WholeDocument.instant(NOW)))
                .isEqualTo(text.substring(0, WholeDocument.BEGINNING_LENGTH));
    }

    /** What SUBSTRING(d, from, length) gives, counted from 1. */
    private static String part(String substring, String text) {
        String[] arguments = substring
                .substring("SUBSTRING(d, ".length(), substring.length() - 1)
                .split(", ", 2);
        int from = Integer.parseInt(arguments[0]) - 1;
        return text.substring(from, from + Integer.parseInt(arguments[1]));
    }

    @Test
    void what_lacks_our_bookkeeping_is_somebody_elses() {
        SessionRecord read = DOCUMENT.read(KEY, "{\"n\":7}", NOW);

        assertThat(read.header().isForeign()).isTrue();
        assertThat(read.header().lastAccessedAt()).isEqualTo(NOW);
        assertThat(read.attributes().names()).containsExactly("n");
    }

    @Test
    void bookkeeping_of_which_a_part_is_missing_is_unreadable() {
        assertThatThrownBy(() -> DOCUMENT.read(KEY, "{\"__carnet\":{\"version\":\"1\",\"format\":\"1d\"}}", NOW))
                .isInstanceOf(UnreadableSessionException.class)
                .hasMessageContaining("lacks handle, time of creation, last access, expiry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"__carnet\":{\"version\":\"xyz-secret\",\"handle\":\"s.x\"}}",
                "{\"__carnet\":{\"version\":\"1\",\"handle\":\"s.x\",\"created\":\"secret\"}}"
            })
    void bookkeeping_that_cannot_be_read_is_refused_without_being_shown(String text) {
        assertThatThrownBy(() -> DOCUMENT.read(KEY, text, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}

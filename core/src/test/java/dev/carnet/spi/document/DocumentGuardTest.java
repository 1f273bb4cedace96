package dev.carnet.spi.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentGuardTest {
    private static final SessionKey KEY = new SessionKey("k");
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final WholeDocument DOCUMENTS = new WholeDocument("Test", new SessionDocument(false));

    /** Texts on the heap, in a database that compares as it is told. */
    private static class Texts implements DocumentGuard.Texts {
        final Map<SessionKey, String> stored = new HashMap<>();
        boolean comparing = true;
        boolean comparingOtherwise;
        Runnable beforeReplace = () -> {};

        @Override
        public Optional<SessionRecord> find(SessionKey key) {
            return Optional.ofNullable(stored.get(key)).map(text -> DOCUMENTS.read(key, text, Instant.EPOCH));
        }

        @Override
        public boolean replace(SessionKey key, String asRead, SessionRecord next) {
            Runnable before = beforeReplace;
            beforeReplace = () -> {};
            before.run();
            return comparing && stored.replace(key, asRead, DOCUMENTS.write(next));
        }

        @Override
        public boolean replaceUnmatched(SessionKey key, String asRead, SessionRecord next) {
            return comparingOtherwise && stored.replace(key, asRead, DOCUMENTS.write(next));
        }

        @Override
        public boolean remove(SessionKey key, String asRead) {
            return comparing && stored.remove(key, asRead);
        }
    }

    private final Texts texts = new Texts();
    private final DocumentGuard guard = new DocumentGuard(DOCUMENTS, texts);

    private SessionRecord given() {
        SessionRecord session = new SessionRecord(
                new SessionHeader(
                        KEY, true, "s.x", 1, NOW, NOW, Duration.ofMinutes(30), null, NOW.plusSeconds(1800), null, 0),
                Attributes.NONE);
        texts.stored.put(KEY, DOCUMENTS.write(session));
        return texts.find(KEY).orElseThrow();
    }

    private static SessionUpdate update(SessionRecord base) {
        Map<String, Encoded> written = Map.of("n", Encoded.ofText("1"));
        SessionHeader header = base.header();
        SessionHeader next =
                new SessionHeader(KEY, true, "s.x", 2, NOW, NOW, header.maxIdle(), null, header.expiresAt(), null, 2);
        return new SessionUpdate(
                base,
                new SessionRecord(next, base.attributes().with(written, Set.of())),
                new Change(written, Set.of(), null, null, null));
    }

    private SessionRecord stored() {
        return texts.find(KEY).orElseThrow();
    }

    @Test
    void an_update_is_stored_where_the_text_stands_as_it_was_read() {
        assertThat(guard.update(update(given()))).isEqualTo(UpdateResult.SAVED);

        assertThat(stored().attributes().names()).containsExactly("n");
    }

    @Test
    void a_base_that_was_written_and_not_read_is_known_by_what_was_written() {
        SessionRecord read = given();

        assertThat(guard.update(update(new SessionRecord(read.header(), read.attributes()))))
                .isEqualTo(UpdateResult.SAVED);
    }

    @Test
    void an_update_that_missed_only_a_touch_is_stored_over_it() {
        SessionRecord base = given();
        texts.beforeReplace = () ->
                assertThat(guard.touch(KEY, 1, LATER, LATER.plusSeconds(1800))).isTrue();

        assertThat(guard.update(update(base))).isEqualTo(UpdateResult.SAVED);

        assertThat(stored().header().lastAccessedAt()).isEqualTo(LATER);
        assertThat(stored().header().expiresAt()).isEqualTo(LATER.plusSeconds(1800));
        assertThat(stored().attributes().names()).containsExactly("n");
    }

    @Test
    void what_somebody_else_wrote_meanwhile_is_a_conflict_and_stays() {
        SessionRecord base = given();
        texts.stored.put(KEY, "{\"perl\":1}");

        assertThat(guard.update(update(base))).isEqualTo(UpdateResult.CONFLICT);

        assertThat(texts.stored).containsEntry(KEY, "{\"perl\":1}");
    }

    @Test
    void a_text_that_is_gone_is_a_conflict() {
        SessionRecord base = given();
        texts.stored.clear();

        assertThat(guard.update(update(base))).isEqualTo(UpdateResult.CONFLICT);
    }

    @Test
    void a_database_that_does_not_find_a_text_that_is_there_is_asked_otherwise() {
        SessionRecord base = given();
        texts.comparing = false;
        assertThat(guard.update(update(base))).isEqualTo(UpdateResult.CONFLICT);

        texts.comparingOtherwise = true;
        assertThat(guard.update(update(base))).isEqualTo(UpdateResult.SAVED);
    }

    @Test
    void a_touch_that_lost_a_race_is_not_asked_for_otherwise() {
        given();
        texts.comparingOtherwise = true;
        texts.beforeReplace = () -> texts.stored.put(KEY, "{\"perl\":1}");

        assertThat(guard.touch(KEY, 1, LATER, LATER)).isFalse();
        assertThat(texts.stored).containsEntry(KEY, "{\"perl\":1}");

        given();
        texts.comparing = false;
        assertThat(guard.touch(KEY, 1, LATER, LATER)).isTrue();
    }

    @Test
    void a_touch_counts_for_one_version_and_never_moves_back() {
        given();

        assertThat(guard.touch(KEY, 2, LATER, LATER)).isFalse();
        assertThat(guard.touch(KEY, 1, LATER, NOW)).isTrue();
        assertThat(guard.touch(KEY, 1, LATER, LATER)).isFalse();

        assertThat(stored().header().expiresAt()).isEqualTo(NOW.plusSeconds(1800));
        texts.stored.put(KEY, "{\"perl\":1}");
        assertThat(guard.touch(KEY, 0, LATER, LATER)).isFalse();
    }

    @Test
    void only_what_has_expired_is_deleted_and_nothing_of_somebody_elses() {
        given();

        assertThat(guard.deleteIfExpired(KEY, LATER)).isFalse();
        assertThat(guard.deleteIfExpired(KEY, NOW.plusSeconds(1800))).isTrue();
        texts.stored.put(KEY, "{\"perl\":1}");
        assertThat(guard.deleteIfExpired(KEY, SessionHeader.NEVER)).isFalse();
    }

    @Test
    void a_sweep_deletes_of_a_page_what_has_expired_and_is_still_as_it_was_read() {
        SessionRecord expired = given();
        texts.stored.put(new SessionKey("other"), "{\"perl\":1}");
        SessionRecord others = texts.find(new SessionKey("other")).orElseThrow();
        SessionPage page = new SessionPage(List.of(others, expired, expired), List.of("odd"), "k");

        SweepBatch batch = guard.deleteExpired(SweepQuery.by(SessionHeader.NEVER.minusSeconds(1)), page);

        assertThat(batch.deleted()).extracting(SessionRecord::header).containsExactly(expired.header());
        assertThat(batch.unreadable()).isEqualTo(1);
        assertThat(batch.nextCursor()).isEqualTo("k");
        assertThat(texts.stored).containsOnlyKeys(new SessionKey("other"));
    }

    @Test
    void a_text_that_the_database_never_finds_is_not_asked_for_without_end() {
        given();
        texts.comparing = false;

        assertThat(guard.deleteIfExpired(KEY, SessionHeader.NEVER)).isFalse();
    }
}

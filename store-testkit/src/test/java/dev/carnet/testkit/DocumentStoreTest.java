package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.document.DocumentStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link DocumentStore} does where an operation breaks off; the contract runs over one in {@code examples/}. */
class DocumentStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final TextStore store = new TextStore(Encoding.JSON_TEXT);

    private SessionRecord given() {
        SessionRecord session = Records.record(NOW, "ada", Map.of("a", "1"));
        assertThat(store.create(session)).isTrue();
        return store.find(session.header().key()).orElseThrow();
    }

    private static SessionUpdate move(SessionRecord base) {
        return Records.update(
                base,
                new Change(Map.of(), Set.of(), null, null, Records.key()),
                base.header().expiresAt());
    }

    private static RuntimeException cut() {
        return new SessionStoreException("the line was cut", null);
    }

    @Test
    void a_key_change_that_meets_a_write_leaves_the_old_key_with_that_write() {
        SessionRecord session = given();
        SessionUpdate write = Records.update(session, Map.of("b", "2"), Set.of());
        store.beforeRemovals.add(() -> store.update(write));

        assertThat(store.update(move(session))).isEqualTo(UpdateResult.CONFLICT);

        assertThat(store.texts).containsOnlyKeys(session.header().key());
        assertThat(store.find(session.header().key())).contains(write.next());
    }

    @Test
    void a_key_change_that_meets_a_logout_leaves_nothing() {
        SessionRecord session = given();
        store.beforeRemovals.add(() -> store.delete(session.header().key(), null));

        assertThat(store.update(move(session))).isNotEqualTo(UpdateResult.SAVED);

        assertThat(store.texts).isEmpty();
    }

    @Test
    void a_key_change_that_meets_a_logout_and_cannot_be_taken_back_is_an_error_and_no_login() {
        try (SessionEngine engine = SessionEngine.builder(store).build()) {
            Session session = engine.create();
            session.changeId();
            store.beforeRemovals.add(store.texts::clear);
            store.beforeRemovals.add(() -> {
                throw cut();
            });

            assertThatThrownBy(() -> engine.flush(session))
                    .isInstanceOf(WriteNotStoredException.class)
                    .hasMessageContaining("could not be removed");
            assertThatThrownBy(() -> engine.flush(session)).isInstanceOf(SessionGoneException.class);
            assertThat(session.isValid()).isFalse();
            assertThat(engine.retrieve(session.id())).isEmpty();
        }
    }

    @Test
    void a_key_change_that_meets_a_write_cannot_be_taken_back_and_then_meets_a_logout_is_no_login() {
        try (SessionEngine engine = SessionEngine.builder(store).build()) {
            Session session = engine.create();
            SessionKey old = store.texts.firstKey();
            Session other = engine.retrieve(session.id()).orElseThrow();
            other.put("b", 2);
            session.changeId();
            store.beforeRemovals.add(() -> engine.flush(other));
            store.beforeRemovals.add(() -> {
                store.beforeGets.add(() -> {});
                store.beforeGets.add(() -> store.texts.remove(old));
                throw cut();
            });

            assertThatThrownBy(() -> engine.flush(session)).isInstanceOf(SessionStoreException.class);

            assertThat(session.storedId()).isNotEqualTo(Optional.of(session.id()));
        }
    }

    @Test
    void a_key_change_that_broke_off_halfway_is_completed_by_the_next_attempt() {
        SessionRecord session = given();
        SessionUpdate move = move(session);
        store.beforeRemovals.add(() -> {
            throw cut();
        });
        assertThatThrownBy(() -> store.update(move)).isInstanceOf(SessionStoreException.class);
        assertThat(store.texts).hasSize(2);

        assertThat(store.update(move)).isEqualTo(UpdateResult.SAVED);

        assertThat(store.texts).containsOnlyKeys(move.next().header().key());
    }

    @Test
    void the_unconfirmed_end_of_an_old_id_is_told_and_loses_no_session() {
        try (SessionEngine engine = SessionEngine.builder(store).build()) {
            Session session = engine.create();
            session.changeId();
            SessionKey old = store.texts.firstKey();
            store.beforeRemovals.add(() -> {
                store.texts.remove(old);
                throw new UnconfirmedWriteException("no replica answered", null);
            });

            assertThatThrownBy(() -> engine.flush(session)).isInstanceOf(UnconfirmedWriteException.class);

            assertThat(engine.retrieve(session.id())).isPresent();
            assertThat(store.texts).hasSize(1);
        }
    }

    @Test
    void the_unconfirmed_beginning_of_a_new_id_is_told_when_the_old_one_is_gone() {
        try (SessionEngine engine = SessionEngine.builder(store).build()) {
            Session session = engine.create();
            SessionKey old = store.texts.firstKey();
            session.changeId();
            store.afterInsertions.add(() -> {
                throw new UnconfirmedWriteException("no replica answered", null);
            });

            assertThatThrownBy(() -> engine.flush(session)).isInstanceOf(UnconfirmedWriteException.class);

            assertThat(store.texts).hasSize(1).doesNotContainKey(old);
            assertThat(engine.retrieve(session.id())).isPresent();
        }
    }

    @Test
    void the_unconfirmed_beginning_of_a_new_id_that_met_a_write_is_taken_back_and_merged() {
        try (SessionEngine engine = SessionEngine.builder(store).build()) {
            Session session = engine.create();
            Session other = engine.retrieve(session.id()).orElseThrow();
            other.put("b", 2);
            session.changeId();
            store.afterInsertions.add(() -> {
                throw new UnconfirmedWriteException("no replica answered", null);
            });
            store.beforeRemovals.add(() -> engine.flush(other));

            engine.flush(session);

            assertThat(store.texts).hasSize(1);
            assertThat(engine.retrieve(session.id()).orElseThrow().get("b")).isEqualTo(2);
        }
    }

    @Test
    void a_sweep_asks_for_each_page_once() {
        for (int i = 0; i < 1000; i++) {
            Instant expiry = i % 2 == 0 ? NOW : SessionHeader.NEVER;
            store.create(Records.record(key(i), NOW, expiry, null, Map.of()));
        }

        assertThat(Sweeps.all(store, NOW, 100)).hasSize(500);

        assertThat(store.cursors).hasSizeLessThanOrEqualTo(11).doesNotHaveDuplicates();
        assertThat(store.texts).hasSize(500);
    }

    private static SessionKey key(int number) {
        return new SessionKey(String.format("%040d", number));
    }

    @Test
    void a_text_that_is_no_session_is_told_apart_kept_and_can_be_removed() {
        SessionKey key = Records.key();
        store.texts.put(key, "no JSON, and secret");
        SessionRecord good = given();

        assertThatThrownBy(() -> store.find(key))
                .isInstanceOf(UnreadableSessionException.class)
                .hasMessageNotContaining("secret");
        assertThat(store.scan(SessionQuery.ALL, null, 10).unreadable()).containsExactly(key.value());
        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions())
                .extracting(SessionRecord::header)
                .containsExactly(good.header());
        Sweeps.Outcome sweep = Sweeps.whole(store, SweepQuery.by(SessionHeader.NEVER), 10);
        assertThat(sweep.deleted()).hasSize(1);
        assertThat(sweep.unreadable()).isEqualTo(1);
        assertThat(store.texts).containsOnlyKeys(key);
        assertThat(store.delete(key, null)).isTrue();
        assertThat(store.texts).isEmpty();
    }

    @Test
    void only_json_text_fits_into_the_text() {
        for (Encoding encoding : List.of(Encoding.BSON, Encoding.BYTES, Encoding.JSON_GRAPH)) {
            assertThatThrownBy(() -> new TextStore(encoding))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(encoding.name());
        }
    }
}

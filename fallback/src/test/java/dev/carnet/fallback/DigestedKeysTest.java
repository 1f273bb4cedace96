package dev.carnet.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepQuery;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One store has ids as its keys, the other digests of them; an engine asks both. */
class DigestedKeysTest {
    private final SettableClock clock = new SettableClock();
    private final MemorySessionStore digests = new MemorySessionStore();
    private final MemorySessionStore ids = new MemorySessionStore();

    /** As an application that knows the one store alone uses it. */
    private final SessionEngine hashing = engine(digests, true);

    private final SessionEngine before = engine(ids, false);

    private final SessionEngine engine =
            engine(FallbackSessionStore.moving(new DigestedKeys(digests), ids, same -> same, same -> same), false);

    private SessionEngine engine(SessionStore store, boolean hashes) {
        return SessionEngine.builder(store)
                .clock(clock)
                .options(SessionOptions.builder()
                        .hashIds(hashes)
                        .maxIdle(Duration.ofMinutes(30))
                        .sweepInterval(null)
                        .build())
                .build();
    }

    private static SessionId stored(SessionEngine in, String user) {
        Session session = in.newSession();
        session.put("user", user);
        session.setPrincipal(user);
        return in.flush(session).id();
    }

    private static List<String> keys(SessionStore store) {
        List<String> keys = new ArrayList<>();
        store.scan(SessionQuery.ALL, null, 100)
                .sessions()
                .forEach(each -> keys.add(each.header().key().value()));
        return keys;
    }

    @Test
    void whoever_only_looks_changes_no_session_whose_id_is_not_known() {
        stored(hashing, "bob");
        FallbackSessionStore looking = FallbackSessionStore.looking(ids, new DigestedKeys(digests), same -> same);
        SessionRecord found = looking.scan(SessionQuery.ALL.withAttributes(), null, 1)
                .sessions()
                .get(0);

        assertThatThrownBy(() -> looking.update(new SessionUpdate(found, found, Change.NOTHING)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void what_moves_has_a_digest_and_is_found_without_the_fallback() {
        SessionId id = stored(before, "bob");

        assertThat(engine.retrieve(id).orElseThrow().get("user")).isEqualTo("bob");
        assertThat(keys(ids)).isEmpty();
        assertThat(keys(digests))
                .containsExactly(SessionKey.digestOf(id.value()).value());
        assertThat(hashing.retrieve(id).orElseThrow().get("user")).isEqualTo("bob");
        assertThat(engine.update(id, session -> session.put("n", 1))).isPresent();
        assertThat(hashing.retrieve(id).orElseThrow().get("n")).isEqualTo(1);
    }

    @Test
    void what_the_other_application_stores_is_found_and_its_digest_is_no_id() {
        SessionId id = stored(hashing, "ann");

        assertThat(engine.retrieve(id).orElseThrow().get("user")).isEqualTo("ann");
        assertThat(engine.retrieve(SessionId.of(SessionKey.digestOf(id.value()).value())))
                .isEmpty();
        engine.destroy(engine.retrieve(id).orElseThrow());
        assertThat(hashing.retrieve(id)).isEmpty();
    }

    @Test
    void an_id_change_kills_the_old_id() {
        SessionId id = stored(before, "bob");
        Session session = engine.retrieve(id).orElseThrow();
        SessionId newId = engine.changeId(session).id();

        assertThat(engine.retrieve(id)).isEmpty();
        assertThat(hashing.retrieve(newId).orElseThrow().get("user")).isEqualTo("bob");
        assertThat(keys(digests))
                .containsExactly(SessionKey.digestOf(newId.value()).value());
    }

    @Test
    void what_is_found_without_its_id_can_be_changed_and_ended() {
        SessionId id = stored(hashing, "ann");
        SessionRecord found = engine.sessions()
                .find(hashing.retrieve(id).orElseThrow().handle())
                .orElseThrow();

        assertThat(found.header().key().value())
                .isEqualTo(SessionKey.digestOf(id.value()).value() + ".");
        Session opened = engine.open(found);
        opened.put("told", true);
        engine.flush(opened);
        assertThat(hashing.retrieve(id).orElseThrow().get("told")).isEqualTo(true);
        assertThat(engine.sessions().revokePrincipal("ann", null).sessions()).isEqualTo(1);
        assertThat(keys(digests)).isEmpty();
    }

    /** Its mover has died behind the second step; whoever ends the session has the digest alone. */
    @Test
    void what_a_broken_move_left_comes_not_back_after_an_end() {
        SessionId id = stored(before, "bob");
        SessionKey moving = MovingKeys.of(new SessionKey(id.value()));
        SessionRecord left = ids.find(new SessionKey(id.value())).orElseThrow();
        assertThat(engine.retrieve(id)).isPresent();
        assertThat(ids.create(new SessionRecord(left.header().withKey(moving), left.attributes())))
                .isTrue();
        String handle = left.header().handle();

        SessionRecord found = engine.sessions().find(handle).orElseThrow();
        assertThat(engine.store().delete(found.header().key(), null)).isTrue();

        assertThat(engine.retrieve(id)).isEmpty();
        assertThat(keys(ids)).isEmpty();
    }

    @Test
    void many_at_once_and_expired_ones() {
        DigestedKeys store = new DigestedKeys(digests);
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        List<SessionRecord> records = List.of(
                Records.record(longAgo, null, Map.of("a", "1")), Records.record(longAgo, null, Map.of("b", "2")));
        List<SessionKey> asked =
                records.stream().map(each -> each.header().key()).toList();

        assertThat(store.createAll(records)).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(store.find(asked.get(0)).orElseThrow().header().key()).isEqualTo(asked.get(0));
        assertThat(store.deleteAll(List.of(asked.get(0)))).containsExactly(asked.get(0));
        assertThat(store.deleteExpired(SweepQuery.by(Instant.parse("2021-01-01T00:00:00Z")), null, 10)
                        .deleted())
                .singleElement()
                .satisfies(each -> assertThat(each.header().key().value()).endsWith("."));
        assertThat(store.count(SessionQuery.ALL)).isZero();
    }
}

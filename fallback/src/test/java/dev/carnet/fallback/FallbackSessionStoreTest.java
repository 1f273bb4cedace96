package dev.carnet.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.event.SessionListener;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackSessionStoreTest {
    private final SettableClock clock = new SettableClock();
    private final MemorySessionStore main = new MemorySessionStore();
    private final MemorySessionStore old = new MemorySessionStore();
    private final FaultyStore.Line line = new FaultyStore.Line();
    private final FaultyStore mainLine = new FaultyStore(main, line);
    private final FaultyStore oldLine = new FaultyStore(old, line);
    private final SessionEngine before = engine(old);
    private final SessionEngine engine = engine(moving(mainLine, oldLine));

    private static FallbackSessionStore moving(SessionStore to, SessionStore from) {
        return FallbackSessionStore.moving(to, from, same -> same, same -> same);
    }

    private SessionEngine engine(SessionStore store, SessionListener... listeners) {
        SessionEngine.Builder builder = SessionEngine.builder(store)
                .clock(clock)
                .options(SessionOptions.builder()
                        .maxIdle(Duration.ofMinutes(30))
                        .sweepInterval(null)
                        .build());
        List.of(listeners).forEach(builder::listener);
        return builder.build();
    }

    /** A session that the old store holds. */
    private Session left(String principal) {
        Session session = before.newSession();
        session.put("cart", new ArrayList<>(List.of("book")));
        session.setPrincipal(principal);
        return before.flush(session);
    }

    private static List<SessionRecord> all(SessionStore store) {
        return store.scan(SessionQuery.ALL.withAttributes(), null, 1000).sessions();
    }

    @Test
    void a_session_moves_over_when_it_is_first_used_with_all_that_it_has() {
        Session left = left("ada");
        SessionRecord was = all(old).get(0);
        clock.advance(Duration.ofMinutes(3));

        Session session = engine.retrieve(left.id()).orElseThrow();

        assertThat(session.get("cart")).isEqualTo(List.of("book"));
        assertThat(session.principal()).isEqualTo("ada");
        assertThat(session.handle()).isEqualTo(left.handle());
        assertThat(all(old)).isEmpty();
        assertThat(all(main)).singleElement().satisfies(now -> {
            assertThat(now.attributes()).isEqualTo(was.attributes());
            assertThat(now.header().createdAt()).isEqualTo(was.header().createdAt());
            assertThat(now.header().expiresAt()).isEqualTo(was.header().expiresAt());
        });
        assertThat(before.retrieve(left.id())).isEmpty();
    }

    @Test
    void a_session_that_has_moved_is_read_from_the_new_store_alone() {
        Session left = left("ada");
        engine.retrieve(left.id());
        oldLine.isDown = true;

        assertThat(engine.retrieve(left.id())).isPresent();
    }

    @Test
    void a_logout_ends_a_session_in_whichever_store_it_is() {
        Session moved = left("ada");
        engine.destroy(engine.retrieve(moved.id()).orElseThrow());
        left("ada");
        left("bob");
        String handle = left("eve").handle();
        engine.retrieve(left("ada").id());

        assertThat(engine.sessions().revokePrincipal("ada", null).sessions()).isEqualTo(2);
        assertThat(engine.sessions().revoke(handle)).isTrue();
        assertThat(engine.sessions().revoke(handle)).isFalse();
        assertThat(engine.sessions().revokeAll().sessions()).isEqualTo(1);

        assertThat(all(main)).isEmpty();
        assertThat(all(old)).isEmpty();
    }

    @Test
    void sessions_of_both_stores_are_listed_counted_and_swept() {
        left("ada");
        Session other = engine.create();
        engine.retrieve(left("bob").id());

        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(3);
        assertThat(engine.sessions().ofPrincipal("ada")).hasSize(1);
        assertThat(engine.sessions().find(other.handle())).isPresent();
        for (int limit = 1; limit < 4; limit++) {
            assertThat(paged(limit)).hasSize(3).doesNotHaveDuplicates();
        }

        clock.advance(Duration.ofHours(1));
        assertThat(engine.sweep().sessions()).isEqualTo(3);
        assertThat(all(main)).isEmpty();
        assertThat(all(old)).isEmpty();
    }

    private List<String> paged(int limit) {
        List<String> handles = new ArrayList<>();
        String cursor = null;
        do {
            var page = engine.store().scan(SessionQuery.ALL, cursor, limit);
            assertThat(page.sessions()).hasSizeLessThanOrEqualTo(limit);
            page.sessions().forEach(each -> handles.add(each.header().handle()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return handles;
    }

    @Test
    void the_old_id_of_a_session_that_moves_and_logs_in_is_dead() {
        Session left = left("ada");

        Session session = engine.changeId(engine.retrieve(left.id()).orElseThrow());

        assertThat(engine.retrieve(left.id())).isEmpty();
        assertThat(before.retrieve(left.id())).isEmpty();
        assertThat(engine.retrieve(session.id())).isPresent();
        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(1);
    }

    /** Cuts the line at each call of a move in turn, carried out or not: the session is there afterwards, and once. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_move_that_breaks_off_is_an_error_and_loses_no_session(boolean isCarriedOut) {
        int steps = calls(left("ada").id());
        assertThat(steps).isGreaterThan(5);
        main.scan(SessionQuery.ALL, null, 10)
                .sessions()
                .forEach(each -> main.delete(each.header().key(), null));

        for (int step = 0; step < steps; step++) {
            Session left = left("ada");
            line.cutAfter(step, isCarriedOut);
            assertThatThrownBy(() -> engine.retrieve(left.id())).isInstanceOf(SessionStoreException.class);

            assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(1);
            Session session = engine.retrieve(left.id()).orElseThrow();
            assertThat(session.get("cart")).isEqualTo(List.of("book"));
            engine.destroy(session);
            assertThat(engine.retrieve(left.id())).isEmpty();
            assertThat(all(main)).isEmpty();
            assertThat(all(old)).isEmpty();
        }
    }

    private int calls(SessionId id) {
        line.cutAfter(Integer.MAX_VALUE, false);
        engine.retrieve(id);
        return line.calls();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_broken_move_left_brings_no_old_id_back(boolean isRevoked) {
        Session left = left("ada");
        line.cutAfter(calls(left("bob").id()) - 1, false); // the last step, which removes what is left
        assertThatThrownBy(() -> engine.retrieve(left.id())).isInstanceOf(SessionStoreException.class);
        assertThat(all(old)).hasSize(1);
        assertThat(engine.sessions().ofPrincipal("ada")).hasSize(1);

        if (isRevoked) {
            assertThat(engine.sessions().revokePrincipal("ada", null).sessions())
                    .isEqualTo(1);
        } else {
            engine.changeId(engine.retrieve(left.id()).orElseThrow());
        }

        assertThat(engine.retrieve(left.id())).isEmpty();
        assertThat(all(old)).isEmpty();
    }

    @Test
    void an_outage_of_either_store_is_an_error_and_no_new_session() {
        Session left = left("ada");
        oldLine.isDown = true;
        assertThatThrownBy(() -> engine.retrieve(left.id())).isInstanceOf(StoreUnreachableException.class);
        assertThatThrownBy(() -> engine.sessions().revokeAll()).isInstanceOf(StoreUnreachableException.class);
        oldLine.isDown = false;
        mainLine.isDown = true;
        assertThatThrownBy(() -> engine.retrieve(left.id())).isInstanceOf(StoreUnreachableException.class);
        mainLine.isDown = false;

        assertThat(engine.retrieve(left.id())).isPresent();
    }

    @Test
    void what_somebody_else_wrote_moves_with_its_first_flush() {
        SessionEngine plain = SessionEngine.builder(moving(main, old))
                .options(SessionOptions.builder().hashIds(false).build())
                .clock(clock)
                .build();
        SessionKey key = Records.key();
        old.create(Records.foreign(key, "{\"user\":\"bob\"}"));
        Session session = plain.retrieve(SessionId.of(key.value())).orElseThrow();
        assertThat(session.get("user")).isEqualTo("bob");
        assertThat(all(old)).hasSize(1);

        session.put("more", 1);
        plain.flush(session);

        assertThat(all(old)).isEmpty();
        assertThat(all(main)).singleElement().satisfies(now -> {
            assertThat(now.header().isForeign()).isFalse();
            assertThat(now.header().maxIdle()).isEqualTo(SessionOptions.DEFAULTS.maxIdle());
            assertThat(now.attributes().names()).containsExactlyInAnyOrder("user", "more");
        });
        assertThat(plain.retrieve(SessionId.of(key.value()))).isPresent();
    }

    @Test
    void what_somebody_else_wrote_is_read_as_the_new_store_has_it_before_it_moves_too() {
        ValueTransfer transfer = given -> new Attributes(Map.of("user", Encoded.ofText("\"ada\"")));
        SessionKey key = Records.key();
        old.create(Records.foreign(key, "{\"user\":\"bob\"}"));
        SessionEngine plain = SessionEngine.builder(FallbackSessionStore.moving(main, old, transfer, same -> same))
                .options(SessionOptions.builder().hashIds(false).build())
                .clock(clock)
                .build();

        Session session = plain.retrieve(SessionId.of(key.value())).orElseThrow();

        assertThat(session.get("user")).isEqualTo("ada");
        session.put("more", 1);
        plain.flush(session);
        assertThat(all(old)).isEmpty();
        assertThat(plain.retrieve(session.id()).orElseThrow().get("user")).isEqualTo("ada");
    }

    @Test
    void whoever_lists_or_sweeps_reads_what_has_not_moved_as_the_new_store_has_it() {
        ValueTransfer transfer = given -> {
            if (given.get("user") == null) {
                throw new SessionCodecException("no user", null);
            }
            return new Attributes(Map.of("user", Encoded.ofText("\"ada\"")));
        };
        SessionRecord bob =
                Records.record(clock.instant(), null, new Attributes(Map.of("user", Encoded.ofText("\"bob\""))));
        SessionRecord nobody =
                Records.record(clock.instant(), null, new Attributes(Map.of("odd", Encoded.ofText("1"))));
        old.createAll(List.of(bob, nobody));
        SessionStore moving = FallbackSessionStore.moving(main, old, transfer, same -> same);
        Attributes ada = new Attributes(Map.of("user", Encoded.ofText("\"ada\"")));

        SessionPage page = moving.scan(SessionQuery.ALL.withAttributes(), null, 10);

        assertThat(page.sessions())
                .singleElement()
                .satisfies(each -> assertThat(each.attributes()).isEqualTo(ada));
        assertThat(page.unreadable()).hasSize(1);
        assertThat(moving.findByHandle(bob.header().handle()))
                .hasValueSatisfying(each -> assertThat(each.attributes()).isEqualTo(ada));
        SweepQuery expired = SweepQuery.by(SessionHeader.NEVER).withAttributes();
        assertThat(moving.deleteExpired(expired, null, 10).deleted())
                .extracting(SessionRecord::attributes)
                .containsExactlyInAnyOrder(ada, nobody.attributes());
    }

    @Test
    void a_foreign_session_that_logs_in_at_once_leaves_its_old_id() {
        SessionEngine plain = SessionEngine.builder(moving(main, old))
                .options(SessionOptions.builder().hashIds(false).build())
                .clock(clock)
                .build();
        SessionKey key = Records.key();
        old.create(Records.foreign(key, "{\"user\":\"bob\"}"));

        Session session =
                plain.changeId(plain.retrieve(SessionId.of(key.value())).orElseThrow());

        assertThat(plain.retrieve(SessionId.of(key.value()))).isEmpty();
        assertThat(plain.retrieve(session.id()).orElseThrow().get("user")).isEqualTo("bob");
        assertThat(all(old)).isEmpty();
        assertThat(all(main)).hasSize(1);
    }

    @Test
    void a_session_that_the_new_store_cannot_keep_stays_where_it_is() {
        List<UnreadableSessionException> told = new ArrayList<>();
        SessionStore narrow = new ForwardingSessionStore(main) {
            @Override
            public StoreTraits traits() {
                StoreTraits all = super.traits();
                return new StoreTraits(all.name(), all.encoding(), false, false, false, false, 150, 5);
            }
        };
        SessionEngine engine = engine(moving(narrow, old), new SessionListener() {
            @Override
            public void recordUnreadable(UnreadableSessionException cause) {
                told.add(cause);
            }
        });
        Session large = before.newSession();
        large.put("text", "x".repeat(200));
        before.flush(large);
        Session longName = left("Augusta");

        assertThat(engine.retrieve(large.id())).isEmpty();
        assertThat(engine.retrieve(longName.id())).isEmpty();

        assertThat(told).hasSize(2);
        assertThat(told.get(0)).hasMessageContaining("the limit is 150");
        assertThat(told.get(1)).hasMessageContaining("the limit is 5").hasMessageNotContaining("Augusta");
        assertThat(all(old)).hasSize(2);
        assertThat(before.retrieve(large.id())).isPresent();
    }

    @Test
    void two_servers_that_have_the_stores_the_other_way_round_lose_nothing() {
        SessionEngine reversed = engine(moving(old, main));
        Session left = left("ada");
        Session here = engine.retrieve(left.id()).orElseThrow();
        Session there = reversed.retrieve(left.id()).orElseThrow();

        here.put("here", 1);
        engine.flush(here);
        there.put("there", 2);
        reversed.flush(there);

        assertThat(engine.retrieve(left.id()).orElseThrow().names()).containsExactlyInAnyOrder("cart", "here", "there");
        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(1);
        reversed.destroy(reversed.retrieve(left.id()).orElseThrow());
        assertThat(engine.retrieve(left.id())).isEmpty();
    }

    @Test
    void who_only_looks_moves_nothing() {
        Session left = left("ada");
        try (FallbackSessionStore looking = FallbackSessionStore.looking(main, old, same -> same)) {
            SessionKey key = all(old).get(0).header().key();

            assertThat(looking.find(key))
                    .map(SessionRecord::header)
                    .map(each -> each.handle())
                    .contains(left.handle());

            assertThat(all(main)).isEmpty();
            assertThat(looking.delete(key, null)).isTrue();
            assertThat(looking.find(key)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void values_are_made_such_as_the_new_store_wants_them() {
        Encoded text = Encoded.of("\"\u00e9\ud83d\ude00\"".getBytes(StandardCharsets.UTF_8), "note");
        StoreTraits bytes = traits(Encoding.BYTES);
        StoreTraits ascii = traits(Encoding.JSON_TEXT);
        StoreTraits bson = traits(Encoding.BSON);
        Attributes given = new Attributes(Map.of("a", text));

        Attributes escaped =
                ValueTransfer.between(bytes, ascii, "", AllowedTypes.NONE).apply(given);
        assertThat(escaped.get("a"))
                .isEqualTo(Encoded.of("\"\\u00e9\\ud83d\\ude00\"".getBytes(StandardCharsets.US_ASCII), "note"));

        Attributes plain =
                new Attributes(Map.of("n", Encoded.ofText("[1,\"x\",null]"), "nothing", Encoded.ofText("null")));
        Attributes there =
                ValueTransfer.between(ascii, bson, "", AllowedTypes.NONE).apply(plain);
        assertThat(there).isNotEqualTo(plain);
        assertThat(ValueTransfer.between(bson, ascii, "", AllowedTypes.NONE).apply(there))
                .isEqualTo(plain);
        assertThatThrownBy(() -> ValueTransfer.between(traits(Encoding.JSON_GRAPH), ascii, "", AllowedTypes.NONE))
                .hasMessageContaining("codec: graph");
    }

    private static StoreTraits traits(Encoding encoding) {
        return new StoreTraits("X", encoding, false, false, false, false, 1000);
    }
}

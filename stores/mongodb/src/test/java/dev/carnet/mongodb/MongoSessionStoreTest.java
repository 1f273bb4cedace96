package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.BulkResult;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testkit.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMinKey;
import org.bson.BsonString;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documents themselves, seen through a client past the store. */
class MongoSessionStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Values VALUES = Values.of(Encoding.BSON);

    private final MongoTestDatabase database = MongoTestDatabase.fresh().initialised();
    private final SessionStore store = database.open();

    @AfterEach
    void end() {
        store.close();
        database.close();
    }

    private SessionEngine engine() {
        return SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .allow(AllowedTypes.NONE)
                .clock(() -> NOW)
                .build();
    }

    private BsonDocument stored() {
        return database.collection().find().first();
    }

    @Test
    void a_document_holds_native_values_and_readable_bookkeeping() {
        Session session = engine().newSession();
        UUID id = UUID.randomUUID();
        session.put("user", "ada");
        session.put("visits", 9_007_199_254_740_993L);
        session.put("since", NOW.plusNanos(1));
        session.put("price", new BigDecimal("1.10"));
        session.put("token", id);
        session.put("picture", new byte[] {1, 2});
        session.put("tags", Set.of("b", "a"));
        session.put("cart", List.of(Map.of("item", "tea", "n", 2)));
        session.put("a.b$", 1);
        session.setPrincipal("ada");
        engine().flush(session);

        BsonDocument document = stored();
        BsonDocument data = document.getDocument("data");
        assertThat(data.get("user")).isEqualTo(new BsonString("ada"));
        assertThat(data.get("visits")).isEqualTo(new BsonInt64(9_007_199_254_740_993L));
        assertThat(data.get("since")).isEqualTo(new BsonDateTime(NOW.toEpochMilli()));
        assertThat(data.get("price")).isEqualTo(new BsonDecimal128(Decimal128.parse("1.10")));
        assertThat(data.get("token")).isEqualTo(new BsonBinary(id));
        assertThat(data.get("picture")).isEqualTo(new BsonBinary(new byte[] {1, 2}));
        assertThat(data.get("tags")).isEqualTo(new BsonArray(List.of(new BsonString("a"), new BsonString("b"))));
        assertThat(data.getArray("cart").get(0).asDocument()).containsEntry("item", new BsonString("tea"));
        assertThat(data.get("a%2Eb$")).isEqualTo(new BsonInt32(1));
        assertThat(document.get("types")).isEqualTo(BsonDocument.parse("{since: 'instant.1', tags: 'set'}"));
        assertThat(document.getString("handle").getValue()).isEqualTo(session.handle());
        assertThat(document.get("createdAt")).isEqualTo(new BsonDateTime(NOW.toEpochMilli()));
        assertThat(document.get("lastAccess")).isEqualTo(new BsonDateTime(NOW.toEpochMilli()));
        assertThat(document.get("expiresAt"))
                .isEqualTo(new BsonDateTime(NOW.plusSeconds(31 * 60).toEpochMilli()));
        assertThat(document.get("maxIdle")).isEqualTo(new BsonInt64(1_800_000));
        assertThat(document.get("principal")).isEqualTo(new BsonString("ada"));
        assertThat(document).doesNotContainKey("endsAt");
        assertThat(document.isInt64("version")).isTrue();
    }

    @Test
    void a_team_queries_and_changes_its_sessions_as_documents() {
        Session session = engine().newSession();
        session.put("user", "ada");
        session.put("count", 5L);
        session.put("cart", new ArrayList<>(List.of("tea")));
        engine().flush(session);

        BsonDocument filter = BsonDocument.parse("{'data.user': 'ada', 'data.count': {$gte: 5}, 'data.cart': 'tea'}");
        assertThat(database.collection().countDocuments(filter)).isEqualTo(1);
        database.collection().updateOne(filter, BsonDocument.parse("{$set: {'data.cart': ['tea', 'milk']}}"));

        assertThat(engine().retrieve(session.id()).orElseThrow().get("cart")).isEqualTo(List.of("tea", "milk"));
    }

    @Test
    void an_attribute_that_java_has_nothing_for_disturbs_no_other_and_stays() {
        Session session = engine().newSession();
        session.put("user", "ada");
        engine().flush(session);
        database.collection().updateOne(new BsonDocument(), BsonDocument.parse("{$set: {'data.odd': {$minKey: 1}}}"));

        Session again = engine().retrieve(session.id()).orElseThrow();
        assertThat(again.get("user")).isEqualTo("ada");
        again.put("count", 1);
        engine().flush(again);

        assertThat(stored().getDocument("data").get("odd")).isEqualTo(new BsonMinKey());
        assertThat(again.get("odd")).isNull();
        assertThat(again.names()).containsExactlyInAnyOrder("user", "count");
    }

    @Test
    void names_and_a_user_that_are_no_unicode_come_back() {
        SessionRecord session = Records.record(NOW, "ad\ud800", VALUES.attributes(Map.of("x\ude00", "1", "", "2")));
        store.create(session);

        assertThat(store.find(session.header().key())).contains(session);
        assertThat(store.scan(SessionQuery.ALL.ofPrincipal("ad\ud800"), null, 5).sessions())
                .hasSize(1);
        assertThat(store.scan(SessionQuery.ALL.ofPrincipal("ad\ufffd"), null, 5).sessions())
                .isEmpty();
    }

    @Test
    void a_note_goes_with_the_value_it_belonged_to() {
        SessionRecord session = Records.record(
                NOW, null, new Attributes(Map.of("tags", VALUES.value("[1]", "set"), "n", VALUES.value("1", "short"))));
        store.create(session);

        store.update(Records.update(session, VALUES.attributes(Map.of("tags", "[2]")), Set.of("n")));

        assertThat(stored().getDocument("types")).isEmpty();
        assertThat(store.find(session.header().key()).orElseThrow().attributes().get("tags"))
                .isEqualTo(VALUES.value("[2]"));
    }

    @Test
    void another_process_that_shortens_the_idle_limit_is_a_conflict() {
        SessionRecord session = Records.record(NOW, null, Attributes.NONE);
        store.create(session);
        database.collection()
                .updateOne(
                        new BsonDocument(),
                        BsonDocument.parse("{$set: {maxIdle: {$numberLong: '60000'}, version: {$numberLong: '1'}}}"));

        assertThat(store.update(Records.update(session, VALUES.attributes(Map.of("a", "1")), Set.of())))
                .isEqualTo(UpdateResult.CONFLICT);
        assertThat(stored().getDocument("data")).isEmpty();
    }

    @Test
    void documents_that_are_no_sessions_are_left_alone() {
        SessionRecord session = Records.record(NOW, null, Attributes.NONE);
        store.create(session);
        List<BsonDocument> others = List.of(
                BsonDocument.parse("{_id: 'config', theme: 'dark'}"),
                BsonDocument.parse("{_id: 'list', data: [1]}"),
                BsonDocument.parse("{_id: 5, data: {}}"),
                BsonDocument.parse("{_id: {$oid: '6b00ef0d686c827df76f3ac1'}, data: {}}"),
                BsonDocument.parse("{_id: '" + "x".repeat(200) + "', data: {}}"),
                BsonDocument.parse("{_id: 'odd', data: {}, handle: 's.x', version: 'one', expiresAt: {$date: 0}}"),
                BsonDocument.parse("{_id: 'bare', data: {}, version: 5, expiresAt: {$date: 0}}"));
        database.collection().insertMany(others);

        SessionPage page = store.scan(SessionQuery.ALL, null, 100);
        assertThat(page.sessions()).hasSize(1);
        assertThat(page.unreadable())
                .containsExactlyInAnyOrder(
                        "config",
                        "list",
                        "odd",
                        "bare",
                        "x".repeat(200),
                        "{\"_id\": 5}",
                        "{\"_id\": {\"$oid\": \"6b00ef0d686c827df76f3ac1\"}}");
        Sweeps.Outcome batch = Sweeps.whole(store, SweepQuery.by(NOW.plusSeconds(10_000)), 100);
        assertThat(batch.deleted()).hasSize(1);
        assertThat(batch.unreadable()).isEqualTo(2);
        assertThat(engine().sessions().revokeAll()).isEqualTo(new BulkResult(0, 7));
        for (String key : List.of("config", "list", "odd", "bare")) {
            assertThatExceptionOfType(UnreadableSessionException.class)
                    .isThrownBy(() -> store.find(new SessionKey(key)))
                    .withMessageContaining("left unchanged");
        }
        assertThat(database.collection().find()).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void a_write_on_data_that_became_something_else_is_unreadable_and_leaves_it() {
        SessionRecord session = Records.record(NOW, null, Attributes.NONE);
        store.create(session);
        database.spoil(session.header().key());

        assertThatExceptionOfType(UnreadableSessionException.class)
                .isThrownBy(() -> store.update(Records.update(session, VALUES.attributes(Map.of("a", "1")), Set.of())));
        assertThat(stored().getString("data").getValue()).isEqualTo("rubbish");
    }

    @Test
    void a_document_over_16_mebibytes_is_refused_before_it_is_sent() {
        Encoded half = VALUES.value('"' + "x".repeat(9 << 20) + '"');
        SessionRecord tooLarge = Records.record(NOW, null, new Attributes(Map.of("a", half, "b", half)));
        SessionRecord small = Records.record(NOW, null, Attributes.NONE);
        store.create(small);
        Change grow = new Change(Map.of("a", half, "b", half), Set.of(), null, null, null);

        for (Runnable write : List.<Runnable>of(
                () -> store.create(tooLarge),
                () -> store.createAll(List.of(tooLarge)),
                () -> store.update(Records.update(small, grow, NOW)))) {
            assertThatExceptionOfType(SessionTooLargeException.class)
                    .isThrownBy(write::run)
                    .withMessageContaining("16 MiB")
                    .withMessageContaining("nothing was stored");
        }
        assertThat(database.collection().countDocuments()).isEqualTo(1);
        assertThat(store.find(small.header().key())).contains(small);
        assertThat(store.traits().maxSessionBytes()).isLessThan(16 << 20);
    }

    @Test
    void the_largest_session_the_store_says_it_takes_is_taken() {
        int room = Math.toIntExact(store.traits().maxSessionBytes()) - 100;
        SessionRecord session =
                Records.record(NOW, null, new Attributes(Map.of("a", VALUES.value('"' + "x".repeat(room) + '"'))));

        assertThat(store.create(session)).isTrue();
        assertThat(store.find(session.header().key()).orElseThrow().header().size())
                .isEqualTo(session.header().size());
    }

    @Test
    void a_foreign_writer_between_the_two_steps_of_an_id_change_is_not_overwritten() {
        database.plant(new SessionKey("old"), "{\"user\": \"bob\"}");
        SessionRecord read = store.find(new SessionKey("old")).orElseThrow();
        database.collection()
                .updateOne(
                        new BsonDocument("_id", new BsonString("old")),
                        BsonDocument.parse("{$set: {'data.user': 'eve'}}"));
        Change move = new Change(Map.of(), Set.of(), null, null, new SessionKey("new"));

        assertThat(store.update(Records.update(read, move, NOW))).isEqualTo(UpdateResult.CONFLICT);

        assertThat(store.find(new SessionKey("new"))).isEmpty();
        SessionRecord again = store.find(new SessionKey("old")).orElseThrow();
        assertThat(store.update(Records.update(again, move, NOW))).isEqualTo(UpdateResult.SAVED);
        assertThat(stored().getDocument("data")).isEqualTo(BsonDocument.parse("{user: 'eve'}"));
    }

    @Test
    void a_touch_between_the_two_steps_of_an_id_change_is_not_undone() {
        SessionRecord read = Records.record(NOW, null, Attributes.NONE);
        store.create(read);
        store.touch(read.header().key(), read.header().version(), NOW.plusSeconds(60), NOW.plusSeconds(9000));
        Change move = new Change(Map.of(), Set.of(), null, null, new SessionKey("new"));

        assertThat(store.update(Records.update(read, move, NOW))).isEqualTo(UpdateResult.CONFLICT);
        assertThat(database.collection().countDocuments()).isEqualTo(1);
    }
}

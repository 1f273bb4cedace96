package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents as the original's engines stored them: the session's keys beside {@code _id}, a string or an ObjectId. */
class DancerDocumentsTest {
    private static final String OF_STRING = "92146401222242609638002699961097929";
    private static final String OF_OBJECT_ID = "6b00ef0d686c827df76f3ac1";

    private final MongoTestDatabase database = MongoTestDatabase.fresh(Layout.TOP_LEVEL, true);
    private SessionEngine engine;

    @BeforeEach
    void storeThem() throws IOException {
        database.collection().insertMany(List.of(fixture("0.1"), fixture("1.0")));
        engine = CarnetConfig.parse("config.yml", """
            session: MongoDB
            hash_ids: false
            session_id_format: hex
            mongodb_dbname: %s
            mongodb_uri: %s
            mongodb_layout: top_level
            mongodb_object_ids: true
            """.formatted(database.name(), TestServers.mongoDbUri()))
                .open();
    }

    @AfterEach
    void end() {
        engine.close();
        database.close();
    }

    private static BsonDocument fixture(String version) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                DancerDocumentsTest.class.getResourceAsStream("/mongodb-" + version + ".bson"))) {
            return new RawBsonDocument(file.readAllBytes());
        }
    }

    @ParameterizedTest
    @CsvSource({OF_STRING + ", true", OF_OBJECT_ID + ", false"})
    void every_value_is_read_as_it_was(String id, boolean wholeNumbersAreLong) {
        Session session = engine.retrieve(SessionId.of(id)).orElseThrow();

        assertThat(session.names())
                .containsExactlyInAnyOrder(
                        "ascii", "latin", "str", "numstr", "int", "neg", "big", "float", "empty", "nothing", "t", "f",
                        "bt", "bf", "nested");
        assertThat(session.get("ascii")).isEqualTo("plain");
        assertThat(session.get("latin")).isEqualTo("café");
        assertThat(session.get("str")).isEqualTo("héllo ☃ 😀");
        assertThat(session.get("numstr")).isEqualTo("0042");
        assertThat(session.get("int")).isEqualTo(wholeNumbersAreLong ? (Object) 42L : (Object) 42);
        assertThat(session.get("neg", Integer.class)).isEqualTo(-7);
        assertThat(session.get("big")).isEqualTo(9_007_199_254_740_993L);
        assertThat(session.get("float")).isEqualTo(3.25);
        assertThat(session.get("empty")).isEqualTo("");
        assertThat(session.get("nothing")).isNull();
        assertThat(session.get("t")).isEqualTo(1.0);
        assertThat(session.get("f")).isEqualTo(0.0);
        assertThat(session.get("bt")).isEqualTo(true);
        assertThat(session.get("bf")).isEqualTo(false);
        Object one = wholeNumbersAreLong ? (Object) 1L : (Object) 1;
        assertThat(session.get("nested"))
                .isEqualTo(Map.of(
                        "eh",
                        Map.of(),
                        "el",
                        List.of(),
                        "hash",
                        Map.of("k", "v"),
                        "list",
                        Arrays.asList(one, "two", null, Map.of("deep", "x"))));
    }

    @Test
    void a_new_session_and_a_new_id_are_where_the_original_looks_for_them() {
        Session session = engine.create();
        session.put("user", "ada");
        engine.flush(session);
        BsonDocument user = BsonDocument.parse("{user: 'ada'}");
        assertThat(database.collection().find(user).first().getObjectId("_id").getValue())
                .hasToString(session.id().value());

        engine.changeId(session);
        assertThat(database.collection().find(user))
                .singleElement()
                .extracting(each -> each.getObjectId("_id").getValue().toHexString())
                .isEqualTo(session.id().value());
    }

    @ParameterizedTest
    @CsvSource({OF_STRING, OF_OBJECT_ID})
    void a_session_goes_on_beside_what_the_original_wrote(String id) throws IOException {
        Session session = engine.retrieve(SessionId.of(id)).orElseThrow();
        session.put("user", "ada");
        session.put("_id", "mine");
        session.put("since", Instant.EPOCH.plusNanos(1));
        engine.flush(session);

        Session again = engine.retrieve(SessionId.of(id)).orElseThrow();
        assertThat(again.get("user")).isEqualTo("ada");
        assertThat(again.get("_id")).isEqualTo("mine");
        assertThat(again.get("since")).isEqualTo(Instant.EPOCH.plusNanos(1));
        assertThat(again.handle()).isEqualTo(session.handle());
        BsonDocument stored =
                database.collection().find(BsonDocument.parse("{user: 'ada'}")).first();
        assertThat(stored).containsAllEntriesOf(fixture(id.equals(OF_STRING) ? "0.1" : "1.0"));
        assertThat(stored.getDocument("__carnet")).containsKeys("handle", "version", "expiresAt", "types");
        engine.changeId(again);
        assertThat(engine.retrieve(SessionId.of(id))).isEmpty();
        assertThat(engine.retrieve(again.id()).orElseThrow().get("str")).isEqualTo("héllo ☃ 😀");
    }

    /** As the engine 0.1 wrote them. */
    @Test
    void a_name_with_a_dot_is_replaced_and_removed() throws IOException {
        BsonDocument odd = new BsonDocument();
        odd.putAll(fixture("0.1"));
        odd.put("_id", new BsonString("123456789012345678901234567890"));
        odd.put("shop.cart", new BsonInt32(1));
        odd.put("shop.note", new BsonInt32(1));
        database.collection().insertOne(new RawBsonDocument(odd, new BsonDocumentCodec()));
        BsonDocument key = new BsonDocument("_id", odd.get("_id"));

        Session session =
                engine.retrieve(SessionId.of("123456789012345678901234567890")).orElseThrow();
        session.put("shop.cart", 2);
        session.remove("shop.note");
        engine.flush(session);
        Session again = engine.retrieve(session.id()).orElseThrow();
        assertThat(again.get("shop.cart")).isEqualTo(2);
        assertThat(again.names()).doesNotContain("shop.note");
        again.remove("shop.cart");
        engine.flush(again);

        assertThat(database.collection().find(key).first())
                .containsKeys("str", "__carnet")
                .doesNotContainKeys("shop.cart", "shop.note", "shop%2Ecart");
    }

    @Test
    void what_the_original_wrote_meanwhile_beside_such_a_name_is_not_lost() {
        SessionId id = engine.create().id();
        BsonDocument odd = new BsonDocument();
        BsonDocument key = new BsonDocument("_id", new BsonObjectId(new ObjectId(id.value())));
        odd.putAll(Objects.requireNonNull(database.collection().find(key).first()));
        odd.put("n", new BsonInt32(1));
        odd.put("shop.cart", new BsonInt32(1));
        database.collection().deleteOne(key);
        database.collection().insertOne(new RawBsonDocument(odd, new BsonDocumentCodec()));
        Session session = engine.retrieve(id).orElseThrow();
        odd.put("n", new BsonInt32(2));
        database.collection().deleteOne(key); // the test's server replaces no document with such a name
        database.collection().insertOne(new RawBsonDocument(odd, new BsonDocumentCodec()));

        session.put("shop.cart", 2);
        engine.flush(session);

        Session again = engine.retrieve(id).orElseThrow();
        assertThat(again.get("n")).isEqualTo(2);
        assertThat(again.get("shop.cart")).isEqualTo(2);
    }

    @Test
    void both_are_listed_page_by_page_and_ended() {
        database.collection().insertOne(BsonDocument.parse("{_id: {$date: 0}, no: 'session'}"));
        SessionStore store = engine.store();
        SessionPage first = store.scan(SessionQuery.ALL, null, 1);
        SessionPage second = store.scan(SessionQuery.ALL, first.nextCursor(), 1);
        SessionPage third = store.scan(SessionQuery.ALL, second.nextCursor(), 1);

        assertThat(first.sessions()).extracting(each -> each.header().key()).containsExactly(new SessionKey(OF_STRING));
        assertThat(second.sessions())
                .extracting(each -> each.header().key())
                .containsExactly(new SessionKey(OF_OBJECT_ID));
        assertThat(third.sessions()).isEmpty();
        assertThat(third.nextCursor()).isNull();
        assertThat(engine.sessions().revokeAll().sessions()).isEqualTo(2);
        assertThat(database.collection().countDocuments()).isEqualTo(1);
    }

    @Test
    void what_only_the_other_layout_has_is_no_session() throws IOException {
        try (SessionStore data = new MongoProvider()
                .open(
                        MongoTestDatabase.fresh()
                                .settings()
                                .set(MongoConnection.DATABASE, database.name())
                                .build(),
                        SessionOptions.DEFAULTS)) {
            assertThat(data.scan(SessionQuery.ALL, null, 5).sessions()).isEmpty();
            assertThat(data.scan(SessionQuery.ALL, null, 5).unreadable())
                    .containsExactly(OF_STRING, "{\"_id\": {\"$oid\": \"" + OF_OBJECT_ID + "\"}}");
        }
    }
}

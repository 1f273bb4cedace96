package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoSetupTest {
    private static final String EXPIRY =
            "db.getCollection(\"sessions\").createIndex({\"expiresAt\": 1}, {\"expireAfterSeconds\": 60})";
    private static final String PRINCIPAL = "db.getCollection(\"sessions\").createIndex({\"principal\": 1, \"_id\": 1},"
            + " {\"partialFilterExpression\": {\"principal\": {\"$exists\": true}}})";

    private static final String HANDLE = "db.getCollection(\"sessions\").createIndex({\"handle\": 1, \"_id\": 1},"
            + " {\"partialFilterExpression\": {\"handle\": {\"$exists\": true}}})";
    private static final String STAND_IN = "db.getCollection(\"sessions\").createIndex({\"expiresAt\": 1, \"_id\": 1},"
            + " {\"name\": \"carnet_expiry_without_ttl\"})";

    private final MongoTestDatabase database = MongoTestDatabase.fresh();
    private final StoreSetup setup = database.setup();

    @AfterEach
    void end() {
        setup.close();
        database.close();
    }

    private List<BsonDocument> indexes() {
        return database.collection().listIndexes(BsonDocument.class).into(new ArrayList<>());
    }

    private List<String> collections() {
        return database.database().listCollectionNames().into(new ArrayList<>());
    }

    private String finding(String subject) {
        return setup.check().stream()
                .filter(each -> each.subject().equals(subject))
                .map(each -> each.level() + " " + each.text())
                .findFirst()
                .orElse("none");
    }

    @Test
    void before_init_the_check_says_what_is_to_be_made_and_makes_nothing() {
        assertThat(setup.check()).extracting(Finding::level).containsOnly(Level.OK);
        assertThat(finding("server")).matches("OK MongoDB \\d.*, (single server|replica set .*|sharded cluster)");
        assertThat(finding("clock")).startsWith("OK ");
        assertThat(finding("collection"))
                .isEqualTo("OK " + database.name()
                        + ".sessions does not exist yet; run `carnet init`, which creates it and its indexes");
        assertThat(setup.plan()).containsExactly(EXPIRY, PRINCIPAL, HANDLE);
        assertThat(collections()).isEmpty();
    }

    @Test
    void init_makes_the_indexes_once() {
        setup.apply();
        setup.apply();

        assertThat(indexes())
                .extracting(each -> each.getDocument("key").keySet().toString())
                .containsExactlyInAnyOrder("[_id]", "[expiresAt]", "[principal, _id]", "[handle, _id]");
        assertThat(setup.plan()).isEmpty();
        assertThat(setup.check()).extracting(Finding::level).containsOnly(Level.OK);
        assertThat(finding("rights")).isEqualTo("OK the user may read and write");
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void the_server_deletes_after_the_clock_tolerance_in_either_layout(Layout layout) {
        MongoTestDatabase other = MongoTestDatabase.fresh(layout, false);
        SessionOptions options = SessionOptions.builder()
                .clockTolerance(Duration.ofMillis(90_001))
                .build();
        try (StoreSetup patient = new MongoProvider().setup(other.settings().build(), options)) {
            patient.apply();

            BsonDocument ttl = other.collection().listIndexes(BsonDocument.class).into(new ArrayList<>()).stream()
                    .filter(each -> each.containsKey("expireAfterSeconds"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ttl.getNumber("expireAfterSeconds").intValue()).isEqualTo(91);
            assertThat(ttl.getDocument("key").getFirstKey()).isEqualTo(layout.path("expiresAt"));
        } finally {
            other.close();
        }
    }

    @Test
    void an_index_with_another_delay_is_made_anew() {
        database.collection()
                .createIndex(
                        BsonDocument.parse("{expiresAt: 1}"), new IndexOptions().expireAfter(5L, TimeUnit.SECONDS));

        assertThat(finding("indexes"))
                .startsWith(
                        "WARNING there is no index on (expiresAt) and (principal, _id) and (handle, _id) with the right expireAfterSeconds")
                .contains("carnet init");
        assertThat(setup.plan())
                .containsExactly(
                        STAND_IN,
                        "db.getCollection(\"sessions\").dropIndex(\"expiresAt_1\")",
                        EXPIRY,
                        PRINCIPAL,
                        HANDLE,
                        "db.getCollection(\"sessions\").dropIndex(\"carnet_expiry_without_ttl\")");
        setup.apply();

        assertThat(setup.plan()).isEmpty();
        assertThat(indexes())
                .extracting(each -> each.get("expireAfterSeconds"))
                .extracting(delay -> delay == null ? 0 : delay.asNumber().intValue())
                .containsExactlyInAnyOrder(0, 0, 0, 60);
    }

    @Test
    void a_store_without_its_indexes_works_and_says_so_in_its_traits() {
        database.collection().insertOne(BsonDocument.parse("{_id: 'a', data: {}}"));
        try (SessionStore store = database.open()) {
            assertThat(store.traits().nativeExpiry()).isFalse();
            assertThat(store.traits().principalIndex()).isFalse();
        }
        setup.apply();
        try (SessionStore store = database.open()) {
            assertThat(store.traits().nativeExpiry()).isTrue();
            assertThat(store.traits().principalIndex()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{type: \"view\", options: {viewOn: \"x\"}}', is a view",
        "'{type: \"timeseries\", options: {}}', is a timeseries",
        "'{type: \"collection\", options: {capped: true}}', 'is capped, so sessions could not be ended'",
        "'{type: \"collection\", options: {collation: {locale: \"en\"}}}', 'has a collation, which may treat two"
                + " ids as equal'"
    })
    void a_collection_that_cannot_hold_sessions_has_a_problem(String description, String problem) {
        assertThat(MongoPlace.problem(BsonDocument.parse(description))).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{type: 'collection'}",
                "{type: 'collection', options: {capped: false}, info: {readOnly: false}}"
            })
    void any_other_collection_has_none(String description) {
        assertThat(MongoPlace.problem(BsonDocument.parse(description))).isEmpty();
    }

    @Test
    void a_collection_that_cannot_hold_sessions_is_refused() {
        assumeTrue(
                TestServers.mongoDbNamed().isPresent(),
                "the server that the tests bring has no such collections; name a real one in CARNET_TEST_MONGODB_URI");
        createCapped();

        assertThat(finding("collection")).startsWith("ERROR").contains("is capped", "use another collection");
        assertThatExceptionOfType(SessionStoreException.class).isThrownBy(setup::apply);
        assertThatExceptionOfType(SessionStoreException.class).isThrownBy(database::open);
    }

    /** MongoDB itself says 115 of what it leaves out somewhere, AWS DocumentDB 303. */
    private void createCapped() {
        try {
            database.database()
                    .createCollection(
                            "sessions",
                            new CreateCollectionOptions().capped(true).sizeInBytes(4096));
        } catch (MongoCommandException e) {
            assumeFalse(Set.of(115, 238, 303).contains(e.getErrorCode()), "this server has no capped collections");
            throw e;
        }
    }
}

package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.MongoDbServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that speak MongoDB's protocol and know less than MongoDB. Codes and words are theirs: Azure Cosmos DB has no TTL but
 * on a field of its own, AWS DocumentDB before 5.0 no partial indexes and before 8.0.2 no retryable writes, FerretDB 1 neither.
 */
class OtherServersTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final MongoDbServer server = MongoDbServer.start();
    private final MongoClient door = MongoClients.create(server.uri());
    private final Settings settings = Settings.builder(Object::toString)
            .set(MongoConnection.URI, server.uri() + "/web")
            .build();
    private final StoreSetup setup = new MongoProvider().setup(settings, SessionOptions.DEFAULTS);

    @AfterEach
    void end() {
        setup.close();
        door.close();
        server.close();
    }

    private void refuseIndexes(String word, int code, String codeName, String message) {
        server.refuseAlways(
                each -> each.containsKey("createIndexes") && each.toString().contains(word), code, codeName, message);
    }

    private void refuse(String command, int code, String codeName) {
        server.refuseAlways(
                each -> each.containsKey(command) && "web".equals(each.get("$db")),
                code,
                codeName,
                "refused by the test");
    }

    private MongoCollection<BsonDocument> collection() {
        return door.getDatabase("web").getCollection("sessions", BsonDocument.class);
    }

    private List<String> indexes() {
        List<String> names = new ArrayList<>();
        for (BsonDocument each : collection().listIndexes(BsonDocument.class)) {
            names.add(String.join(",", each.getDocument("key").keySet())
                    + (each.containsKey("expireAfterSeconds") ? " ttl" : "")
                    + (each.containsKey("partialFilterExpression") ? " partial" : ""));
        }
        return names;
    }

    private String finding(String subject) {
        return setup.check().stream()
                .filter(each -> each.subject().equals(subject))
                .map(each -> each.level() + " " + each.text())
                .findFirst()
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "2, BadValue, The 'expireAfterSeconds' option is supported on '_ts' field only.",
        "238, NotImplemented, TTL indexes are not implemented yet"
    })
    void a_plain_index_stands_in_for_a_ttl_index_and_the_sweep_works_on_it(int code, String codeName, String message) {
        refuseIndexes("expireAfterSeconds", code, codeName, message);

        setup.apply();

        assertThat(indexes())
                .containsExactlyInAnyOrder("_id", "expiresAt,_id", "principal,_id partial", "handle,_id partial");
        assertThat(finding("indexes"))
                .startsWith("OK there is no TTL index, so Carnet's sweep deletes expired sessions");
        try (SessionStore store = new MongoProvider().open(settings, SessionOptions.DEFAULTS)) {
            assertThat(store.traits().nativeExpiry()).isFalse();
            assertThat(store.traits().principalIndex()).isTrue();
        }
        setup.apply();
        assertThat(indexes()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "303, '', Field 'partialFilterExpression' is currently not supported",
        "67, CannotCreateIndex, Expression not supported in partial index"
    })
    void a_plain_index_takes_the_place_of_a_partial_one(int code, String codeName, String message) {
        refuseIndexes("partialFilterExpression", code, codeName, message);

        setup.apply();

        assertThat(indexes()).containsExactlyInAnyOrder("_id", "expiresAt ttl", "principal,_id", "handle,_id");
        assertThat(setup.plan()).isEmpty();
        assertThat(finding("indexes")).isEqualTo("OK the indexes are complete");
    }

    @Test
    void a_server_that_learns_ttl_gets_the_index_at_the_next_init() {
        collection()
                .createIndex(
                        BsonDocument.parse("{expiresAt: 1, _id: 1}"),
                        new IndexOptions().name("carnet_expiry_without_ttl"));

        setup.apply();

        assertThat(indexes())
                .containsExactlyInAnyOrder("_id", "expiresAt ttl", "principal,_id partial", "handle,_id partial");
        assertThat(setup.plan()).isEmpty();
    }

    @Test
    void no_index_is_dropped_before_its_replacement_stands() {
        collection()
                .createIndex(
                        BsonDocument.parse("{expiresAt: 1}"), new IndexOptions().expireAfter(5L, TimeUnit.SECONDS));
        refuseIndexes("_id", 13, "Unauthorized", "not authorized");

        assertThatExceptionOfType(SessionStoreException.class).isThrownBy(setup::apply);

        assertThat(indexes()).containsExactlyInAnyOrder("_id", "expiresAt ttl");
    }

    @Test
    void an_index_that_is_refused_in_every_form_is_named_and_the_others_are_made() {
        refuseIndexes("principal", 13, "Unauthorized", "not authorized");

        assertThatExceptionOfType(SessionStoreException.class)
                .isThrownBy(setup::apply)
                .withMessage(
                        "MongoDB: no index on (principal, _id) could be created: error 13 (Unauthorized). Grant the"
                                + " user the role readWrite on the database of web.sessions");

        assertThat(indexes()).containsExactlyInAnyOrder("_id", "expiresAt ttl", "handle,_id partial");
    }

    @ParameterizedTest
    @CsvSource({
        "301, '', Retryable writes are not supported",
        "2, BadValue, 'Retryable writes are not supported. Please disable retryable writes by specifying"
                + " \"retrywrites=false\" in the connection string or an equivalent driver specific config.'",
        "20, IllegalOperation, Transaction numbers are only allowed on a replica set member or mongos"
    })
    void a_server_without_retryable_writes_gets_a_remedy_that_can_be_pasted(int code, String codeName, String message) {
        setup.apply();
        for (String command : List.of("insert", "update", "delete")) {
            server.refuseAlways(each -> each.containsKey(command), code, codeName, message);
        }
        String remedy = "Turn them off with retryWrites=false in the connection string, such as mongodb_uri: mongodb://"
                + "127.0.0.1:" + server.port() + "/DATABASE?retryWrites=false";

        assertThat(setup.check()).extracting(Finding::subject).contains("server", "clock", "collection", "indexes");
        assertThat(finding("rights")).startsWith("ERROR ").contains(remedy);
        try (SessionStore store = new MongoProvider().open(settings, SessionOptions.DEFAULTS)) {
            assertThatExceptionOfType(SessionStoreException.class)
                    .isThrownBy(() -> store.create(Records.record(NOW, null, Attributes.NONE)))
                    .withMessageContaining(remedy)
                    .withMessageNotContaining("()");
        }
    }

    @Test
    void a_server_that_describes_itself_to_nobody_is_looked_at_as_far_as_it_lets_one() {
        setup.apply();
        refuse("hello", 59, "CommandNotFound");
        refuse("isMaster", 13, "Unauthorized");
        refuse("buildInfo", 13, "Unauthorized");

        assertThat(finding("server")).isEqualTo("OK MongoDB of an unknown version, single server");
        assertThat(finding("clock")).startsWith("WARNING the server does not report its time");
        assertThat(finding("rights")).isEqualTo("OK the user may read and write");
    }

    @Test
    void what_was_found_before_a_refusal_is_kept() {
        setup.apply();
        refuse("listIndexes", 13, "Unauthorized");

        assertThat(setup.check())
                .extracting(Finding::subject)
                .containsExactly("server", "clock", "collection", "indexes", "rights");
        assertThat(finding("indexes")).startsWith("ERROR ").contains("error 13 (Unauthorized)");
    }

    @Test
    void a_secondary_that_is_named_by_itself_is_an_error() {
        server.answerAlways(
                "hello",
                "web",
                Map.of("isWritablePrimary", false, "secondary", true, "setName", "rs0", "localTime", Instant.now()));

        assertThat(finding("role"))
                .isEqualTo("ERROR the server is a secondary and accepts no writes. Name all members: mongodb_uri:"
                        + " mongodb://HOST1,HOST2,HOST3/DATABASE?replicaSet=rs0");
    }

    @Test
    void a_right_that_is_missing_is_named_with_its_grant_though_nothing_is_inserted() {
        setup.apply();
        allow("find", "update", "remove");

        assertThat(finding("rights"))
                .isEqualTo("ERROR the user may not insert in web.sessions; run db.getSiblingDB(\"admin\")"
                        + ".grantRolesToUser(\"ada\", [{role: \"readWrite\", db: \"web\"}])");
        assertThat(collection().countDocuments()).isZero();
    }

    @Test
    void rights_are_looked_at_before_there_is_a_collection() {
        allow("find");

        assertThat(finding("rights")).startsWith("ERROR the user may not insert, update, remove in web.sessions; run ");
        assertThat(door.getDatabase("web").listCollectionNames()).isEmpty();
    }

    @Test
    void all_rights_on_the_collection_alone_will_do() {
        setup.apply();
        allow("find", "insert", "update", "remove");

        assertThat(finding("rights")).isEqualTo("OK the user may read and write");
    }

    private void allow(String... actions) {
        Map<String, Object> other =
                Map.of("resource", Map.of("db", "mail", "collection", ""), "actions", List.of("insert"));
        Map<String, Object> ours =
                Map.of("resource", Map.of("db", "web", "collection", "sessions"), "actions", List.of(actions));
        server.answerAlways(
                "connectionStatus",
                "web",
                Map.of(
                        "authInfo",
                        Map.of(
                                "authenticatedUsers",
                                List.of(Map.of("user", "ada", "db", "admin")),
                                "authenticatedUserPrivileges",
                                List.of(other, ours))));
    }

    @Test
    void a_refusal_is_found_without_writing_anything() {
        setup.apply();
        server.refuseNext("update", 13, "Unauthorized");

        assertThat(setup.check())
                .filteredOn(each -> each.level() == Level.ERROR)
                .extracting(Finding::text)
                .containsExactly(
                        "the user may not update in web.sessions; grant it the role readWrite on the database");
    }
}

package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.mongodb.EntryCollection.Document;
import dev.carnet.spi.document.IndexedHeader;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.testservers.MongoDbServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the contract of the engine on this collection does not see: its documents, those of others, and a server that fails. */
@Timeout(60)
class EntryCollectionTest {
    private final MongoTestDatabase database = MongoTestDatabase.fresh();

    @AfterEach
    void end() {
        database.close();
    }

    private static Document entry(String id, String json) {
        return new Document(id, json, null, true, null);
    }

    private Settings settings() {
        return database.settings().build();
    }

    private List<String> collections() {
        return database.database().listCollectionNames().into(new ArrayList<>());
    }

    private BsonDocument stored(String id) {
        return database.database()
                .getCollection("entries", BsonDocument.class)
                .find(BsonDocument.parse("{_id: '" + id + "'}"))
                .first();
    }

    @Test
    void an_entry_is_a_document_of_perls_fields_that_holds_its_json_as_text() {
        try (EntryCollection entries = EntryCollection.open(settings(), true)) {
            assertThat(entries.insert(new Document("a", "{\"é\":1}", "My::Point", true, null)))
                    .isTrue();
            assertThat(entries.insert(new Document("b", "{\"$ref\":\"a.data\"}", null, false, null)))
                    .isTrue();

            assertThat(stored("a"))
                    .isEqualTo(BsonDocument.parse("{_id: 'a', class: 'My::Point', root: true, data: '{\"é\":1}'}"));
            assertThat(stored("b")).isEqualTo(BsonDocument.parse("{_id: 'b', data: '{\"$ref\":\"a.data\"}'}"));
        }
    }

    @Test
    void a_write_finds_just_what_was_read() {
        try (EntryCollection entries = EntryCollection.open(settings(), true)) {
            entries.insert(entry("a", "{\"é\":1}"));
            assertThat(entries.insert(entry("a", "{}"))).isFalse();
            entries.insert(new Document("b", "{}", "My::Point", false, null));

            assertThat(entries.get(Set.of("a", "A", "a ", "x"))).containsExactly(entry("a", "{\"é\":1}"));
            assertThat(entries.scan(true, "", 10)).containsExactly(entry("a", "{\"é\":1}"));
            assertThat(entries.scan(false, "", 10)).containsExactly(new Document("b", "{}", "My::Point", false, null));
            assertThat(entries.replace("{}", entry("a", "{\"a\":2}"))).isFalse();
            assertThat(entries.replace("{\"é\":1}", entry("a", "{\"a\":2}"))).isTrue();
            assertThat(entries.delete("A", "{\"a\":2}")).isFalse();
            assertThat(entries.delete("a", "{\"a\":1}")).isFalse();
            assertThat(entries.delete("a", "{\"a\":2}")).isTrue();
            entries.deleteAll(List.of("b", "x"));

            assertThat(entries.scan(null, "", 10)).isEmpty();
        }
    }

    @Test
    void many_entries_are_read_and_listed_in_pages() {
        try (EntryCollection collection = EntryCollection.open(settings(), true)) {
            List<Document> entries = IntStream.range(0, 1200)
                    .mapToObj(i -> entry(String.format("id%04d", i), "{\"n\":" + i + "}"))
                    .toList();

            assertThat(collection.insertAll(entries)).isEqualTo(1200);
            assertThat(collection.insertAll(entries.subList(0, 3))).isZero();

            assertThat(collection.get(entries.stream().map(Document::id).toList()))
                    .containsExactlyInAnyOrderElementsOf(entries);
            assertThat(collection.scan(true, "id0009", 3)).isEqualTo(entries.subList(10, 13));
        }
    }

    private static Document session(int number, @Nullable String user, long expiresAt) {
        return new Document("id" + number, "{\"n\":1}", null, true, new IndexedHeader(user, "s." + number, expiresAt));
    }

    @Test
    void entries_are_found_by_index() {
        Document first = session(1, "ada", 1000);
        Document second = session(2, "ada", 2000);
        Document third = session(3, "bob", 1000);
        Document fourth = session(4, null, 1000);
        Document other = entry("id5", "{}");
        Document part = new Document("id6", "{}", null, false, IndexedHeader.NO_SESSION);
        try (EntryCollection entries = EntryCollection.open(settings(), true)) {
            assertThat(entries.insertAll(List.of(fourth, part, third, second, other, first)))
                    .isEqualTo(6);

            assertThat(entries.ofUser("ada", "", 10)).containsExactly(first, second);
            assertThat(entries.ofUser("ada", "id1", 10)).containsExactly(second);
            assertThat(entries.ofHandle("s.3", "", 10)).containsExactly(third);
            assertThat(entries.expiring(1999, Long.MIN_VALUE, "", 10)).containsExactly(first, third, fourth);
            assertThat(entries.expiring(1999, 1000, "id1", 1)).containsExactly(third);
            assertThat(entries.expiring(2000, 1000, "id4", 10)).containsExactly(second);
            assertThat(entries.unindexed("", 10)).containsExactly(other);
        }
        assertThat(stored("id2"))
                .isEqualTo(BsonDocument.parse("{_id: 'id2', root: true, data: '{\"n\":1}',"
                        + " carnet_expires: {$numberLong: '2000'}, carnet_user: 'ada', carnet_handle: 's.2'}"));
    }

    @Test
    void a_collection_without_indexes_is_searched_again_after_init() {
        database.database().createCollection("entries");
        try (EntryCollection entries = EntryCollection.open(settings(), true)) {
            assertThat(entries.isIndexed()).isFalse();
        }
        try (StoreSetup setup = EntryCollection.setup(settings(), true)) {
            setup.apply();
        }
        try (EntryCollection entries = EntryCollection.open(settings(), true)) {
            assertThat(entries.isIndexed()).isTrue();
        }
    }

    @Test
    void a_server_that_creates_or_lists_no_indexes_is_used_without_them() {
        try (MongoDbServer server = MongoDbServer.start()) {
            server.refuseNext("createIndexes", 13, "Unauthorized");
            try (EntryCollection entries = EntryCollection.open(on(server.uri()), true)) {
                assertThat(entries.isIndexed()).isFalse();
                assertThat(entries.insert(entry("a", "{}"))).isTrue();
            }
            server.refuseNext("listIndexes", 13, "Unauthorized");
            try (EntryCollection entries = EntryCollection.open(on(server.uri()), true)) {
                assertThat(entries.isIndexed()).isFalse();
            }
        }
    }

    @Test
    void what_perls_backend_wrote_is_left_alone() {
        String perls = "{_id: 'a', class: 'My::Point', root: true, data: {x: 1}}";
        try (EntryCollection entries = EntryCollection.open(settings(), true)) {
            database.database().getCollection("entries", BsonDocument.class).insertOne(BsonDocument.parse(perls));

            assertThat(entries.get(Set.of("a"))).isEmpty();
            assertThat(entries.scan(null, "", 10)).isEmpty();
            assertThat(entries.insert(entry("a", "{}"))).isFalse();
            assertThat(entries.delete("a", "{}")).isFalse();
            entries.deleteAll(Set.of("a"));
        }
        assertThat(stored("a")).isEqualTo(BsonDocument.parse(perls));
    }

    @Test
    void the_settings_of_perls_backend_are_understood() {
        assertThat(List.of(MongoConnection.HOST, MongoConnection.PORT, EntryCollection.COLLECTION))
                .allSatisfy(setting -> assertThat(setting.aliases())
                        .anyMatch(each -> each.startsWith("database_") || each.equals("collection_name")));
        Settings named = Settings.builder(Object::toString)
                .set(MongoConnection.URI, TestServers.mongoDbUri())
                .set(MongoProvider.DANCER_2_DATABASE, database.name())
                .set(EntryCollection.COLLECTION, "kioku")
                .build();

        EntryCollection.open(named, true).close();

        assertThat(collections()).containsExactly("kioku");
    }

    @Test
    void what_is_missing_is_made_or_an_error() {
        assertThatThrownBy(() -> EntryCollection.open(settings(), false))
                .isInstanceOf(SessionStoreException.class)
                .hasMessage("MongoDB: there is no collection " + database.name()
                        + ".entries; run `carnet init`, which creates it");
        try (StoreSetup setup = EntryCollection.setup(settings(), true)) {
            assertThat(setup.check())
                    .extracting(Finding::text)
                    .contains(database.name() + ".entries does not exist yet; it is created when the application"
                            + " starts");
            assertThat(setup.plan())
                    .startsWith(
                            "db.createCollection(\"entries\")",
                            "db.getCollection(\"entries\").createIndex({\"carnet_user\": 1, \"_id\": 1})")
                    .hasSize(4);
            assertThat(collections()).isEmpty();
        }

        EntryCollection.open(settings(), true).close();

        EntryCollection.open(settings(), false).close();
        assertThat(collections()).containsExactly("entries");
    }

    @Test
    void init_makes_the_collection_once() {
        try (StoreSetup setup = EntryCollection.setup(settings(), false)) {
            assertThat(setup.check()).extracting(Finding::text).anyMatch(each -> each.contains("run `carnet init`"));
            database.database().createCollection("entries");
            assertThat(setup.check())
                    .anySatisfy(each -> assertThat(each.text()).contains("there is no index for sessions"))
                    .extracting(Finding::level)
                    .contains(StoreSetup.Level.WARNING);
            setup.apply();
            setup.apply();

            assertThat(setup.plan()).isEmpty();
            assertThat(setup.check()).extracting(Finding::level).containsOnly(StoreSetup.Level.OK);
            assertThat(setup.check())
                    .extracting(Finding::text)
                    .contains(database.name() + ".entries is there", "the user may read and write");
        }
    }

    @Test
    void another_process_that_makes_the_collection_at_the_same_time_is_no_failure() {
        try (MongoDbServer server = MongoDbServer.start()) {
            server.refuseNext("create", 48, "NamespaceExists");

            EntryCollection.open(on(server.uri()), true).close();
        }
    }

    @Test
    void a_collection_that_cannot_be_made_is_an_error_with_its_remedy() {
        try (MongoDbServer server = MongoDbServer.start()) {
            server.refuseNext("create", 13, "Unauthorized");
            assertThatThrownBy(() -> EntryCollection.open(on(server.uri()), true))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("Grant the user the role readWrite on the database of web.entries");
        }
    }

    private static Settings on(String uri) {
        return Settings.builder(Object::toString)
                .set(MongoConnection.URI, uri)
                .set(MongoConnection.DATABASE, "web")
                .set(MongoConnection.TIMEOUT, Duration.ofMillis(500))
                .build();
    }

    @Test
    void a_server_that_is_not_there_is_an_error_that_shows_no_password() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }

        assertThatThrownBy(() -> EntryCollection.open(on("mongodb://web:hunter2@127.0.0.1:" + port), true))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("(it refuses connections). Check whether a server runs")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_server_that_goes_or_refuses_is_an_error_that_shows_no_entry() {
        try (MongoDbServer server = MongoDbServer.start();
                EntryCollection entries = EntryCollection.open(on(server.uri()), true)) {
            entries.insert(entry("secret-id", "{\"a\":\"secret\"}"));

            server.refuseNext("update", 13, "Unauthorized");
            failing(() -> entries.replace("{\"a\":\"secret\"}", entry("secret-id", "{}")))
                    .hasMessageContaining("Grant the user the role readWrite");
            server.leaveNextUnconfirmed("delete");
            failing(() -> entries.delete("secret-id", "{\"a\":\"secret\"}"))
                    .isInstanceOf(UnconfirmedWriteException.class);
            server.stop();
            failing(() -> entries.get(Set.of("secret-id")));
            failing(() -> entries.insert(entry("secret-id", "{}")));
        }
    }

    private static AbstractThrowableAssert<?, ?> failing(ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOf(SessionStoreException.class)
                .hasMessageStartingWith("MongoDB: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_client_that_was_handed_in_stays_open() {
        try (MongoClient client = MongoClients.create(TestServers.mongoDbUri())) {
            Settings handedIn = Settings.builder(Object::toString)
                    .set(MongoConnection.CLIENT, client)
                    .set(MongoConnection.DATABASE, database.name())
                    .build();
            EntryCollection entries = EntryCollection.open(handedIn, true);
            assertThat(entries.client()).isSameAs(client);
            entries.close();

            assertThat(client.getDatabase(database.name()).listCollectionNames())
                    .containsExactly("entries");
        }
    }

    @Test
    void a_missing_database_is_a_fault_of_the_configuration() {
        assertThatThrownBy(() ->
                        EntryCollection.check(Settings.builder(Object::toString).build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("mongodb_dbname: it is missing");
    }
}

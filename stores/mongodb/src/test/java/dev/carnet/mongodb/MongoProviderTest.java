package dev.carnet.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations, as files have them. */
class MongoProviderTest {
    private static final ConnectionString SERVER = new ConnectionString(TestServers.mongoDbUri());
    private static final String HOST = SERVER.getHosts().get(0).replaceAll(":\\d+$", "");
    private static final String PORT = SERVER.getHosts().get(0).replaceAll("^.*:", "");

    private final MongoTestDatabase database = MongoTestDatabase.fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    private CarnetConfig config(String yaml) {
        String filled = yaml.replace("$DB", database.name())
                .replace("$URI", TestServers.mongoDbUri())
                .replace("$HOST", HOST)
                .replace("$PORT", PORT);
        return CarnetConfig.parse("carnet.yml", filled, Map.of("PASSWORD", "hunter2")::get);
    }

    private void keepsItsSessionIn(String collection, String yaml) {
        try (SessionEngine engine = config(yaml).open()) {
            Session session = engine.newSession();
            session.put("user", "ada");
            engine.flush(session);

            assertThat(database.database().getCollection(collection).find(BsonDocument.parse("{'data.user': 'ada'}")))
                    .hasSize(1);
        }
    }

    private void isRefused(String message, String yaml) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> config(yaml))
                .withMessageContaining(message)
                .withMessageNotContaining("hunter2");
    }

    @Test
    void it_is_found_under_its_name() {
        assertThat(ServiceLoader.load(SessionStoreProvider.class))
                .filteredOn(each -> each.name().equals("MongoDB"))
                .hasSize(1)
                .first()
                .satisfies(found -> assertThat(found.dancerGroup()).isEmpty());
    }

    @Test
    void what_may_hold_a_password_is_a_secret() {
        assertThat(new MongoProvider().settings())
                .filteredOn(Setting::isSecret)
                .extracting(Setting::name)
                .containsExactlyInAnyOrder("mongodb_uri", "mongodb_host", "mongodb_password");
    }

    @Test
    void the_seeds_configuration_works_as_it_stands() {
        keepsItsSessionIn("sessions", """
                appname: Library
                session: MongoDB
                mongodb_dbname: $DB
                mongodb_host: $HOST
                mongodb_port: $PORT
                """);
        keepsItsSessionIn("library_sessions", """
                session: 'MongoDB'
                mongodb_host: '$HOST'
                mongodb_port: '$PORT'
                mongodb_dbname: '$DB'
                mongodb_coll: 'library_sessions'
                """);
    }

    @Test
    void the_later_spellings_work_as_they_stand() {
        keepsItsSessionIn("visits", """
                session: MongoDB
                mongodb_session_db: $DB
                mongodb_session_coll: visits
                mongodb_host: mongodb://$HOST:$PORT
                """);
        keepsItsSessionIn("logins", """
                session: MongoDB
                engines:
                  session:
                    MongoDB:
                      database_name: $DB
                      collection_name: logins
                      client_options:
                        host: mongodb://$HOST:$PORT
                """);
        keepsItsSessionIn("dancer_sessions", """
                session: MongoDB
                engines:
                  session:
                    MongoDB:
                      database_name: $DB
                      client_options: {host: $HOST, port: $PORT}
                """);
    }

    @Test
    void a_connection_string_says_it_all() {
        keepsItsSessionIn("sessions", """
                session: MongoDB
                engines:
                  session:
                    MongoDB:
                      uri: mongodb://$HOST:$PORT/$DB?timeoutMS=9000&appName=web
                """);
    }

    @Test
    void a_client_handed_in_is_used_and_left_open() {
        try (MongoClient client = MongoClients.create(TestServers.mongoDbUri())) {
            CarnetConfig config = CarnetConfig.builder()
                    .session("MongoDB")
                    .set("client", client)
                    .set("dbname", database.name())
                    .build();
            try (SessionEngine engine = config.open()) {
                engine.create();
                assertThat(engine.store().unwrap(MongoClient.class)).containsSame(client);
            }
            assertThat(client.getDatabase(database.name())
                            .getCollection("sessions")
                            .countDocuments())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_client_of_its_own_is_closed_with_the_store() {
        SessionStore store = database.open();
        MongoClient client = store.unwrap(MongoClient.class).orElseThrow();

        store.close();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> client.getDatabase("web").listCollectionNames().first());
    }

    @Test
    void the_wait_is_bounded_unless_the_connection_string_bounds_it() {
        assertThat(timeout("timeout: 250 ms")).isEqualTo(250);
        assertThat(timeout("")).isEqualTo(5000);
        try (MongoConnection connection = MongoConnection.open(config("""
                session: MongoDB
                mongodb_uri: mongodb://$HOST:$PORT/$DB?timeoutMS=9000
                """).settings())) {
            assertThat(connection.client().getTimeout(TimeUnit.MILLISECONDS)).isEqualTo(9000);
        }
    }

    private long timeout(String setting) {
        try (MongoConnection connection = MongoConnection.open(
                config("{session: MongoDB, engines: {session: {MongoDB: {dbname: $DB, uri: $URI, " + setting + "}}}}")
                        .settings())) {
            return connection.client().getTimeout(TimeUnit.MILLISECONDS);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', majority", "w: 2, 2", "write_concern: majority, majority", "mongodb_w: elsewhere, elsewhere"})
    void writes_wait_for_the_majority_unless_something_else_is_configured(String setting, String expected) {
        CarnetConfig config = config("{session: MongoDB, mongodb_dbname: $DB, mongodb_uri: '$URI', engines: {session:"
                + " {MongoDB: {" + setting + "}}}}");
        try (MongoConnection connection = MongoConnection.open(config.settings())) {
            MongoOptions options = MongoOptions.in(database.name())
                    .writeConcern(
                            config.settings().find(MongoProvider.WRITE_CONCERN).orElse(null));

            WriteConcern writes =
                    MongoPlace.of(connection.client(), options).collection().getWriteConcern();

            assertThat(String.valueOf(writes.getWObject())).isEqualTo(expected);
        }
    }

    @Test
    void what_the_connection_string_says_of_writes_holds() {
        try (MongoClient two =
                MongoClients.create("mongodb://" + SERVER.getHosts().get(0) + "/?w=2")) {
            assertThat(MongoPlace.of(two, MongoOptions.in("web")).collection().getWriteConcern())
                    .isEqualTo(WriteConcern.W2);
            assertThat(MongoPlace.of(two, MongoOptions.in("web").writeConcern(WriteConcern.MAJORITY))
                            .collection()
                            .getWriteConcern())
                    .isEqualTo(WriteConcern.MAJORITY);
        }
    }

    @Test
    void user_and_password_may_stand_by_themselves() {
        CarnetConfig config = config("""
                session: MongoDB
                mongodb_dbname: $DB
                mongodb_username: web
                mongodb_password: ${PASSWORD}
                mongodb_replica_set_name: rs0
                mongodb_ssl: 1
                """);

        try (MongoConnection connection = MongoConnection.open(config.settings())) {
            assertThat(connection.client().getClusterDescription().getClusterSettings())
                    .satisfies(cluster ->
                            assertThat(cluster.getRequiredReplicaSetName()).isEqualTo("rs0"));
        }
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void a_database_must_be_named() {
        isRefused("mongodb_dbname: it is missing", "session: MongoDB");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> config("{session: MongoDB, mongodb_uri: '$URI'}").open())
                .withMessageContaining("it is missing; name the database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100"})
    void writes_that_nobody_waits_for_are_refused(String w) {
        isRefused("writes would not be acknowledged", "{session: MongoDB, mongodb_dbname: web, mongodb_w: " + w + "}");
    }

    @Test
    void a_connection_string_that_would_lose_sessions_is_refused() {
        isRefused(
                "with w=0, writes would not be acknowledged",
                "{session: MongoDB, mongodb_uri: 'mongodb://web:hunter2@localhost/web?w=0'}");
        isRefused(
                "readPreference is secondaryPreferred, but only the primary knows",
                "{session: MongoDB, mongodb_uri: 'mongodb://web:hunter2@localhost/web?readPreference=secondaryPreferred'}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://web:hunter2@localhost/web",
                "mongodb://web:hun/ter2@localhost/web",
                "mongodb://web:hun@ter2:x@localhost:port/web",
                "mongodb://"
            })
    void a_connection_string_that_is_none_is_not_shown(String uri) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> config("{session: MongoDB, mongodb_uri: '" + uri + "'}"))
                .withMessageContaining("it is not a connection string; allowed is mongodb://")
                .withMessageNotContaining("hun")
                .withMessageNotContaining("ter2")
                .withNoCause();
    }

    @Test
    void what_does_not_fit_together_is_refused_where_it_stands() {
        isRefused(
                "mongodb_port: this is already in mongodb_uri; remove one of them",
                "{session: MongoDB, mongodb_uri: 'mongodb://localhost/web', mongodb_port: 27018}");
        isRefused(
                "mongodb_port: this is already in the connection string",
                "{session: MongoDB, mongodb_dbname: web, mongodb_host: 'mongodb://localhost', mongodb_port: 27018}");
        isRefused(
                "mongodb_password: a password needs a user",
                "{session: MongoDB, mongodb_dbname: web, mongodb_password: hunter2}");
        isRefused(
                "database_name: it is Dancer 2's name for mongodb_dbname",
                "{session: MongoDB, engines: {session: {MongoDB: {dbname: web, database_name: web}}}}");
        isRefused("mongodb_timeout: it is too short", "{session: MongoDB, mongodb_dbname: web, mongodb_timeout: 0}");
        isRefused("allowed is a collection's name", "{session: MongoDB, mongodb_dbname: web, mongodb_coll: ''}");
        isRefused("allowed is a database's name", "{session: MongoDB, mongodb_dbname: 'a b'}");
        isRefused(
                "client_options: pool: there is no such setting here; put the driver's own options into mongodb_uri",
                "{session: MongoDB, engines: {session: {MongoDB: {dbname: web, client_options: {pool: 5}}}}}");
        isRefused(
                "client_options: port: 'x' is not a whole number; allowed is a whole number from 1 to 65535",
                "{session: MongoDB, engines: {session: {MongoDB: {dbname: web, client_options: {port: x}}}}}");
        isRefused(
                "client_options: port: allowed is a whole number from 1 to 65535",
                "{session: MongoDB, engines: {session: {MongoDB: {dbname: web, client_options: {port: '${PORT:x}'}}}}}");
        isRefused("did you mean mongodb_coll?", "{session: MongoDB, mongodb_dbname: web, mongodb_col: visits}");
        isRefused("allowed is data, top_level", "{session: MongoDB, mongodb_dbname: web, mongodb_layout: flat}");
    }

    @Test
    void a_client_handed_in_needs_no_server_and_must_read_from_the_primary_and_wait() {
        try (MongoClient client = MongoClients.create(TestServers.mongoDbUri())) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> CarnetConfig.builder()
                            .session("MongoDB")
                            .set("client", client)
                            .set("dbname", "web")
                            .set("host", "localhost")
                            .build())
                    .withMessageContaining("a client is supplied, which already has its server");
        }
        MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(SERVER);
        for (MongoClientSettings each : List.of(
                settings.readPreference(ReadPreference.secondary()).build(),
                settings.readPreference(ReadPreference.primary())
                        .writeConcern(WriteConcern.UNACKNOWLEDGED)
                        .build())) {
            try (MongoClient client = MongoClients.create(each)) {
                CarnetConfig config = CarnetConfig.builder()
                        .session("MongoDB")
                        .set("client", client)
                        .set("dbname", "web")
                        .build();
                assertThatExceptionOfType(ConfigurationException.class)
                        .isThrownBy(config::open)
                        .withMessageMatching("(?s).*make it (primary|majority).*");
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> new MongoSessionStore(client, MongoOptions.in("web")));
            }
        }
    }

    @Test
    void options_in_code_are_checked_too() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> MongoOptions.in(""));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> MongoOptions.in("web").collection(""));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> MongoOptions.in("web").writeConcern(WriteConcern.UNACKNOWLEDGED));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> MongoOptions.in("web").timeout(Duration.ZERO));
    }
}

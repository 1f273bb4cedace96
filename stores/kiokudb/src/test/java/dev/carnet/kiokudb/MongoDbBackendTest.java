package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import dev.carnet.BulkResult;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.testkit.SettableClock;
import dev.carnet.testservers.MongoDbServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the contract does not see of the backend MongoDB: its options, what is missing, and a server that fails. */
@Timeout(60)
class MongoDbBackendTest {
    private final MongoDbPlace place = MongoDbPlace.fresh();

    @AfterEach
    void end() {
        place.drop();
    }

    private static CarnetConfig config(String... options) {
        return CarnetConfig.parse(
                "config.yml",
                "session: KiokuDB\nkiokudb_backend: MongoDB\nkiokudb_backend_opts:\n  " + String.join("\n  ", options));
    }

    private static SessionStore open(CarnetConfig config) {
        return config.provider().open(config.settings(), config.options());
    }

    @Test
    void a_session_is_a_document_whose_parts_are_documents() {
        try (SessionEngine engine = Engines.on(place.open())) {
            Session session = Engines.stored(engine, Household.attributes());

            assertThat(place.collection().countDocuments()).isGreaterThan(2);
            assertThat(place.read(session.id().value()).orElseThrow())
                    .startsWith("{\"__CLASS__\":\"Dancer::Session::KiokuDB\",\"__carnet\":{");
            assertThat(engine.store().unwrap(MongoDbBackend.class)).isPresent();
            assertThat(engine.store().unwrap(MongoClient.class)).isPresent();
        }
        try (SessionEngine engine = Engines.on(place.open())) {
            engine.sessions().revokeAll();
            assertThat(place.collection().countDocuments()).isZero();
        }
    }

    @Test
    void a_collection_that_is_missing_is_an_error_if_it_is_not_to_be_created() {
        assertThatThrownBy(() -> open(place.with("create", "0")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessage("MongoDB: there is no collection " + place.name()
                        + ".entries; run `carnet init`, which creates it");
        try (StoreSetup setup = place.with("create", "0").setup()) {
            assertThat(setup.check())
                    .extracting(Finding::text)
                    .contains(place.name() + ".entries does not exist yet; run `carnet init`, which creates it");
            setup.apply();
        }

        open(place.with("create", "0")).close();
    }

    @Test
    void options_are_those_of_the_engine_mongodb_that_say_where_the_server_is() {
        assertThatThrownBy(() -> config("databse_name: web"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("config.yml line 3, kiokudb_backend_opts: the backend MongoDB has no option"
                        + " 'databse_name'; did you mean database_name?");
        assertThatThrownBy(() -> config("layout: data"))
                .hasMessageContaining(
                        "the backend MongoDB has no option 'layout'; there are: mongodb_uri, mongodb_host,")
                .hasMessageContaining("database_name, collection, mongodb_write_concern, create");
        assertThatThrownBy(() -> config("host: localhost"))
                .hasMessageContaining("kiokudb_backend_opts.mongodb_dbname: it is missing");
        assertThatThrownBy(() -> config("uri: mongodb://web:hunter2@localhost/web?w=0"))
                .hasMessageContaining("kiokudb_backend_opts.mongodb_uri: with w=0, writes would not be acknowledged")
                .hasMessageNotContaining("hunter2");
        assertThat(List.of(
                        config(
                                "database_name: web",
                                "database_host: db1",
                                "database_port: 27018",
                                "collection_name: k"),
                        config("uri: mongodb://db1,db2/web?replicaSet=rs0", "write_concern: 2")))
                .hasSize(2);
    }

    @Test
    void a_server_that_is_not_there_is_an_error_that_shows_no_password() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        CarnetConfig config = config("uri: mongodb://web:hunter2@127.0.0.1:" + port + "/web", "timeout: 200 ms");

        assertThatThrownBy(() -> open(config))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageNotContaining("hunter2");
        try (StoreSetup setup = config.setup()) {
            assertThatThrownBy(setup::check)
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void a_server_that_goes_ends_no_session() {
        try (MongoDbServer server = MongoDbServer.start();
                SessionEngine engine = Engines.on(open(config("uri: " + server.uri() + "/web", "timeout: 500 ms")))) {
            Session session = Engines.stored(engine, Household.attributes());
            server.stop();
            assertThatThrownBy(() -> engine.retrieve(session.id())).isInstanceOf(SessionStoreException.class);
            Household.put(session, 1);
            assertThatThrownBy(() -> engine.flush(session))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageNotContaining(session.id().value());
            server.resume();

            assertThat(Household.check(untilItAnswers(engine, session))).isZero();
        }
    }

    @Test
    void an_id_change_that_is_not_confirmed_is_told_and_leaves_the_user_the_new_id() {
        try (MongoDbServer server = MongoDbServer.start();
                SessionEngine engine = Engines.on(open(config("uri: " + server.uri() + "/web")))) {
            Session session = Engines.stored(engine, Household.attributes());
            SessionId old = session.id();
            server.leaveNextUnconfirmed("delete");

            assertThatExceptionOfType(UnconfirmedWriteException.class).isThrownBy(() -> engine.changeId(session));

            assertThat(engine.retrieve(old)).isEmpty();
            assertThat(session.storedId()).contains(session.id());
            assertThat(Household.check(engine.retrieve(session.id()).orElseThrow()))
                    .isZero();
        }
    }

    /** It has ended anyway: neither its visitor nor a sweep is told of what secondaries have not confirmed. */
    @Test
    void the_unconfirmed_end_of_an_expired_session_is_its_end() {
        SettableClock clock = new SettableClock();
        try (MongoDbServer server = MongoDbServer.start();
                SessionEngine engine = Engines.on(open(config("uri: " + server.uri() + "/web")), clock)) {
            Session visited = Engines.stored(engine, Household.attributes());
            Engines.stored(engine, Household.attributes());
            clock.advance(Duration.ofDays(1));

            server.leaveNextUnconfirmed("delete");
            assertThat(engine.store().delete(new SessionKey(visited.id().value()), clock.instant()))
                    .isTrue();
            assertThat(engine.retrieve(visited.id())).isEmpty();

            server.leaveNextUnconfirmed("delete");
            assertThat(engine.sweep()).isEqualTo(new BulkResult(1, 0));
            assertThat(engine.sweep()).isEqualTo(new BulkResult(0, 0));
            assertThat(engine.sessions().count(SessionQuery.ALL)).isZero();
        }
    }

    private static Session untilItAnswers(SessionEngine engine, Session session) {
        while (true) {
            try {
                return engine.retrieve(session.id()).orElseThrow();
            } catch (SessionStoreException notYet) {
                assertThat(notYet).hasMessageStartingWith("MongoDB: ");
            }
        }
    }
}
